// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// yalantinglibs, whose headers are a stand-in; its coroutines are async_simple's.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <unistd.h>
#include <yalantinglibs.hpp>

using async_simple::coro::Lazy;

struct socket_type {};
int remote(int n);

Lazy<> http_bad(cinatra::coro_http_client &client, cinatra::coro_http_server &server) {
  client.get("http://localhost"); // warns: 'cinatra::coro_http_client::get'
  client.post("http://localhost", "x", 1); // warns: (http)
  client.download("http://localhost", "f"); // warns: (http)
  server.sync_start(); // warns: (wait)
  server.stop(); // warns: (wait)
  co_await client.connect("http://localhost");
}

Lazy<> http_ok(cinatra::coro_http_client &client, cinatra::coro_http_server &server) {
  server.async_start();
  co_await client.connect("http://localhost");
  co_await client.async_get("http://localhost");
}

Lazy<> rpc_bad(coro_rpc::coro_rpc_client &client, coro_rpc::coro_rpc_server &server) {
  client.sync_call<remote>(1); // warns: (network)
  server.start(); // warns: (wait)
  co_await client.call<remote>(1);
}

Lazy<> io_bad(socket_type &socket, std::string &buffer, async_simple::Executor *executor) {
  coro_io::read(socket, buffer); // warns: 'coro_io::read'
  coro_io::connect(executor, socket, "h", "80"); // warns: 'coro_io::connect'
  co_await coro_io::async_read(socket, buffer);
}

Lazy<> io_ok(socket_type &socket, std::string &buffer, coro_rpc::coro_rpc_server &server) {
  server.async_start();
  co_await coro_io::async_read(socket, buffer);
  co_await coro_io::post([] { return static_cast<int>(sleep(1)); });
}
