// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What Asio's await_transform refuses.
// REQUIRES: boost-asio
// does-not-compile
// RUN: %lint %s non-awaitable
#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace asio = boost::asio;

std::string text();
asio::awaitable<void> work();

asio::awaitable<void> values_bad(std::future<int> result,
                                 asio::steady_timer timer) {
  co_await text(); // warns: a value of type 'std::string' // fixed: text();
  co_await result; // warns: a value of type 'std::future<int>' // note: offload
  co_await std::chrono::seconds(1); // warns: a value of type 'std::chrono::seconds'
  co_await timer.async_wait(asio::detached); // warns: a value of type 'void'
  co_await std::this_thread::sleep_for(std::chrono::seconds(1)); // warns: a value of type 'void' // suggested: co_await corolint::offload([&] { return std::this_thread::sleep_for(std::chrono::seconds(1)); });
  co_await work();
}
