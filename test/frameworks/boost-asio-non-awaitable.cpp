// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What Asio's await_transform refuses.
// REQUIRES: boost-asio
// does-not-compile
// RUN: %lint %s non-awaitable
#include "task.hpp"
#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;

std::string text();
asio::awaitable<void> work();
asio::awaitable<int> count();
task<int> foreign();
std::chrono::milliseconds delay;

asio::awaitable<void> values_bad(std::future<int> result,
                                 std::shared_future<int> &shared,
                                 asio::steady_timer timer) {
  co_await text(); // warns: a value of type 'std::string' // fixed: text();
  co_await result; // warns: a value of type 'std::future<int>' // fixed: co_await corolint::offload([&] { return result.get(); });
  co_await shared; // warns: 'std::shared_future<int>' // suggested: co_await corolint::offload([&] { return shared.get(); });
  co_await std::chrono::seconds(1); // warns: 'std::chrono::seconds' // suggested: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
  co_await timer.async_wait(asio::detached); // warns: a value of type 'void' // note: use_awaitable
  co_await std::this_thread::sleep_for(std::chrono::seconds(1)); // warns: a value of type 'void' // fixed: co_await corolint::offload([&] { return std::this_thread::sleep_for(std::chrono::seconds(1)); });
  co_await std::this_thread::sleep_for(delay); // warns: 'void' // suggested: co_await corolint::offload([&] { return std::this_thread::sleep_for(delay); });
  co_await work();
}

// What doesn't depend on its argument is the same in a template.
using namespace std::chrono_literals;
template <class T> asio::awaitable<T> in_a_template_bad(T value) {
  co_await 500ms; // warns: 'std::chrono::milliseconds' // suggested: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 500ms).async_wait(boost::asio::use_awaitable);
  co_await value; // warns: 'std::string' // note: instantiate the template with something awaitable
  co_return value;
}
template asio::awaitable<std::string> in_a_template_bad(std::string);

asio::awaitable<int> tasks_bad(std::unique_ptr<asio::awaitable<int>> owner) {
  auto pending = count();
  int n = co_await pending; // warns: it can only be awaited as an rvalue // fixed: int n = co_await std::move(pending);
  n += co_await owner; // warns: holds // suggested: n += co_await std::move(*owner);
  n += co_await foreign(); // warns: 'task<int>' here // note: a type that takes it
  co_return n;
}

task<int> elsewhere_bad() {
  co_return co_await count(); // warns: 'asio::awaitable<int>' // note: co_spawn
}
