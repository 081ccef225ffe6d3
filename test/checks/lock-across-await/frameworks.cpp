// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines of frameworks: what to use instead, and locks that no thread owns.
// RUN: %lint %s lock-across-await -- -I %S/../../libraries/Inputs
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cppcoro.hpp>
#include <folly.hpp>
#include <mutex>

namespace asio = boost::asio;

cppcoro::task<> tick();
cppcoro::task<> cppcoro_bad(std::mutex &m) {
  std::lock_guard lock(m);
  co_await tick(); // warns: 'lock' // note: can be a 'cppcoro::async_mutex', which is locked with 'co_await'
}
cppcoro::task<> cppcoro_ok(cppcoro::async_mutex &m) {
  auto lock = co_await m.scoped_lock_async();
  co_await tick();
}

folly::coro::Task<int> number();
folly::coro::Task<int> folly_bad(std::mutex &m) {
  std::lock_guard lock(m);
  int x = co_await number(); // warns: 'lock' // note: 'folly::coro::Mutex'
  co_return x;
}

asio::awaitable<void> asio_bad(asio::steady_timer &timer, std::mutex &m) {
  std::scoped_lock lock(m);
  co_await timer.async_wait(asio::use_awaitable); // warns: 'lock' // note: has to be an asynchronous mutex's
}
asio::awaitable<void> asio_ok(asio::steady_timer &timer, std::mutex &m) {
  std::scoped_lock lock(m);
  co_return;
}

namespace userver::engine {
struct Mutex {
  void lock();
  void unlock();
};
} // namespace userver::engine
cppcoro::task<> no_thread_owns_it_ok(userver::engine::Mutex &m) {
  std::lock_guard lock(m);
  co_await tick();
}
