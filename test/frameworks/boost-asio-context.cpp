// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which thread a coroutine of Boost.Asio runs on, and where a fix may stand.
// REQUIRES: boost-asio
// RUN: %lint %s blocking-call
#include <boost/asio.hpp>
#include <future>
#include <string>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using namespace std::chrono_literals;

awaitable<void> on_the_pool_ok(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, use_awaitable));
  sleep(1);
}

awaitable<void> on_the_pools_executor_ok(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool.get_executor(), use_awaitable));
  sleep(1);
}

// Posting back, or any operation that completes on the coroutine's own executor.
awaitable<void> back_again_bad(asio::thread_pool &pool, asio::steady_timer timer) {
  co_await asio::post(asio::bind_executor(pool, use_awaitable));
  co_await timer.async_wait(use_awaitable);
  sleep(1); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
}

// The handler runs on the pool, but Asio resumes the coroutine on its own
// executor.
awaitable<void> posted_to_the_pool_bad(asio::thread_pool &pool) {
  co_await asio::post(pool, use_awaitable);
  sleep(1); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
}

void started_on_the_pool_ok(asio::thread_pool &pool) {
  asio::co_spawn(
      pool,
      []() -> awaitable<void> {
        sleep(1);
        co_return;
      },
      asio::detached);
  asio::co_spawn(
      pool, []() -> awaitable<void> { sleep(1); co_return; }(), asio::detached);
}

awaitable<void> named_ok() {
  sleep(1);
  co_return;
}
void named_is_started_on_the_pool_ok(asio::thread_pool &pool) {
  asio::co_spawn(pool, named_ok(), asio::detached);
}

// Started in two ways, it counts.
awaitable<void> awaited_as_well_bad() {
  usleep(2); // warns: usleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::microseconds(2)).async_wait(boost::asio::use_awaitable);
  co_return;
}
awaitable<void> started_in_two_ways_ok(asio::thread_pool &pool) {
  asio::co_spawn(pool, awaited_as_well_bad(), asio::detached);
  co_await awaited_as_well_bad();
}

void started_on_the_loop_bad(asio::io_context &loop) {
  asio::co_spawn(
      loop,
      []() -> awaitable<void> {
        usleep(1); // warns: usleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::microseconds(1)).async_wait(boost::asio::use_awaitable);
        co_return;
      },
      asio::detached);
}

awaitable<void> in_branches_bad(bool first) {
  if (first)
    sleep(1); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
  else
    sleep(2); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(2)).async_wait(boost::asio::use_awaitable);
  co_return;
}

// A timer needs the steady clock.
awaitable<void> until_bad() {
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s); // warns: sleep_until // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::steady_clock::now() + 1s).async_wait(boost::asio::use_awaitable);
  std::this_thread::sleep_until(std::chrono::system_clock::now() + 1s); // warns: sleep_until // fixed: co_await corolint::offload([&] { return std::this_thread::sleep_until(std::chrono::system_clock::now() + 1s); });
  std::this_thread::sleep_for(std::chrono::duration<double>(0.5)); // warns: sleep_for // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(0.5))).async_wait(boost::asio::use_awaitable);
  co_return;
}

awaitable<std::size_t> precedence_bad(std::future<std::string> text,
                                      std::future<int> index) {
  int table[3] = {};
  table[index.get()] = 1; // warns: get // fixed: table[co_await corolint::offload([&] { return index.get(); })] = 1;
  co_return text.get().size(); // warns: get // fixed: co_return (co_await corolint::offload([&] { return text.get(); })).size();
}

// No fix where co_await may not stand, none in a macro.
#define NAP() sleep(1)
awaitable<void> nowhere_to_await_bad(std::future<int> result) {
  try {
    co_await asio::post(use_awaitable);
  } catch (...) {
    result.wait(); // warns: wait // note: may not stand in a catch handler
  }
  static int once = (sleep(1), 1); // warns: sleep // note: initializer of a static variable
  (void)once;
  NAP(); // warns: sleep // note: run it with
}

// What a lambda captured may be in use around it.
awaitable<void> captured_bad(std::future<int> result) {
  auto waits = [&]() -> awaitable<void> {
    result.wait(); // warns: wait // note: other coroutines may reach 'result' // suggested: co_await corolint::offload([&] { return result.wait(); });
    co_return;
  };
  co_await waits();
}
