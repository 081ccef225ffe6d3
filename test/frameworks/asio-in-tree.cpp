// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asio in the tree, found by -I: what its bodies share is still its own matter,
// since none of them moves to another thread.
// REQUIRES: asio
// RUN: mkdir -p %t.include && ln -sfn /usr/include/asio %t.include/asio
// RUN: %lint %s blocking-call -- %asio -I%t.include
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <string>

using asio::ip::tcp;

asio::awaitable<void> work();

asio::awaitable<void> socket_bad(tcp::socket socket, std::string text) {
  socket.read_some(asio::buffer(text)); // warns: read_some // fixed: co_await socket.async_read_some(asio::buffer(text), asio::use_awaitable);
  asio::write(socket, asio::buffer(text)); // warns: write // fixed: co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
  co_await work();
}

asio::awaitable<void> shared_bad(tcp::socket &socket, std::string text) {
  socket.read_some(asio::buffer(text)); // warns: read_some // note: other coroutines may reach 'socket' meanwhile // suggested: co_await socket.async_read_some(asio::buffer(text), asio::use_awaitable);
  co_await work();
}
