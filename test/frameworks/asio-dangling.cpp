// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What dies before Asio's coroutines run, and what Asio keeps.
// REQUIRES: asio
// RUN: %lint %s dangling -- %asio
#include <asio.hpp>
#include <string>

using asio::awaitable;
using asio::use_awaitable;

awaitable<std::size_t> send(const std::string &text) { co_return text.size(); }
awaitable<void> serve(asio::ip::tcp::acceptor &acceptor);

void spawned_bad(asio::io_context &context, int x) {
  co_spawn(context, send("x"), asio::detached); // warns: lazy coroutine 'send' outlives the temporary
  asio::co_spawn(context, [x]() -> awaitable<void> { // warns: lambda coroutine
    co_await send(std::to_string(x));
  }(), asio::detached);
}

void spawned_ok(asio::io_context &context, int x) {
  asio::co_spawn(context, [x]() -> awaitable<void> { co_await send(std::to_string(x)); }, asio::detached);
  asio::co_spawn(context, [&]() -> awaitable<void> { co_await send(std::to_string(x)); }, asio::detached);
  asio::co_spawn(context, send("x"), asio::use_future).get();
  asio::ip::tcp::acceptor acceptor(context);
  asio::co_spawn(context, serve(acceptor), asio::detached);
  context.run();
}

// An operation copies its buffers and tokens.
awaitable<void> operations_ok(asio::ip::tcp::socket &socket) {
  std::string data(10, ' ');
  auto read = socket.async_read_some(asio::buffer(data), use_awaitable);
  auto all = asio::async_read(socket, asio::buffer(data), use_awaitable);
  co_await std::move(read);
  co_await std::move(all);
  auto spawned = asio::co_spawn(socket.get_executor(), [data]() -> awaitable<void> { co_return; }, use_awaitable);
  co_await std::move(spawned);
  co_await asio::co_spawn(socket.get_executor(), send("x"), use_awaitable);
}

awaitable<std::size_t> later_bad() {
  auto pending = send("x"); // warns: 'send'
  co_return co_await std::move(pending);
}
