// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "listener.hpp"

#include "session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <utility>

namespace kv {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using asio::use_awaitable;
using namespace std::chrono_literals;

namespace {

/// Writes to the database what the requests have put, once a second.
asio::awaitable<void> flush_regularly(Services &services) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    try {
      co_await services.store.flush();
    } catch (const std::exception &error) {
      std::cerr << "service: " << error.what() << ", will try again\n";
    }
  }
}

} // namespace

asio::awaitable<void> serve(tcp::acceptor acceptor, Services &services) {
  const auto executor = co_await asio::this_coro::executor;
  co_await services.store.warm_up();
  asio::co_spawn(executor, flush_regularly(services), asio::detached);

  asio::steady_timer pause(executor);
  for (;;) {
    boost::system::error_code error;
    tcp::socket socket = co_await acceptor.async_accept(
        asio::redirect_error(use_awaitable, error));
    if (!error) {
      asio::co_spawn(executor, session(std::move(socket), services),
                     asio::detached);
      continue;
    }
    // Out of descriptors, most likely; some will come back.
    std::cerr << "service: " << error.message() << '\n';
    pause.expires_after(100ms);
    co_await pause.async_wait(use_awaitable);
  }
}

} // namespace kv
