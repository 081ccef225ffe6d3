// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of yalantinglibs: cinatra, coro_rpc and coro_io.
#pragma once
#include "async_simple.hpp"
#include <string>

namespace cinatra {
struct resp_data {};
struct coro_http_client {
  async_simple::coro::Lazy<resp_data> connect(std::string uri);
  async_simple::coro::Lazy<resp_data> async_get(std::string uri);
  resp_data get(std::string uri);
  resp_data post(std::string uri, std::string content, int type);
  resp_data download(std::string uri, std::string filename);
};
struct coro_http_server {
  void sync_start();
  int async_start();
  void stop();
};
} // namespace cinatra

namespace coro_rpc {
struct coro_rpc_client {
  template <auto function, class... Args> async_simple::coro::Lazy<int> call(Args... args);
  template <auto function, class... Args> int sync_call(Args... args);
};
struct coro_rpc_server_base {
  int start();
  int async_start();
};
struct coro_rpc_server : coro_rpc_server_base {};
} // namespace coro_rpc

namespace coro_io {
template <class Socket, class Buffer> int read(Socket &socket, Buffer &buffer);
template <class Socket, class Buffer> async_simple::coro::Lazy<int> async_read(Socket &socket, Buffer &buffer);
template <class Executor, class Socket> int connect(Executor *executor, Socket &socket, std::string host, std::string port);
async_simple::coro::Lazy<int> post(int (*function)());
} // namespace coro_io
