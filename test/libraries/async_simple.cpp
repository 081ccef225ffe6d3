// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// async_simple, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <async_simple.hpp>
#include <fstream>
#include <string>
#include <unistd.h>
#include <utility>

using async_simple::coro::Lazy;

Lazy<> tick();

struct my_thread_pool : async_simple::Executor {};
struct ThreadPool : async_simple::Executor {};

Lazy<> waits_bad(async_simple::Future<int> future, async_simple::Future<int> other,
                 async_simple::util::Condition &condition) {
  async_simple::coro::syncAwait(tick()); // warns sync-wait: 'async_simple::coro::syncAwait'
  std::move(future).get(); // warns sync-wait: 'async_simple::Future::get'
  other.wait(); // warns sync-wait: 'async_simple::Future::wait'
  condition.acquire(); // warns: 'async_simple::util::Condition::acquire'
  co_await tick();
}

Lazy<> reference_bad(std::ifstream &in, std::string line) {
  while (std::getline(in, line)) // warns: 'std::getline' // note: run it on the blocking executor with
    co_await tick();
}

Lazy<> waits_ok(async_simple::Future<int> future, async_simple::util::Condition &condition,
                async_simple::Executor *executor) {
  future.value();
  condition.release();
  tick().start([](int) {});
  executor->schedule([] { sleep(1); });
  co_await std::move(future);
}

Lazy<> on_another_executor_bad(async_simple::Executor *io) {
  co_await async_simple::coro::dispatch(io);
  sleep(1); // warns: 'sleep'
}

Lazy<> on_a_pool_ok(my_thread_pool &pool) {
  co_await async_simple::coro::dispatch(&pool);
  sleep(1);
}

Lazy<> on_another_pool_ok(ThreadPool &pool) {
  co_await async_simple::coro::dispatch(&pool);
  sleep(1);
}
