// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the coroutine runs: after a switch to a pool, or from its start.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

struct thread_pool {
  task<void> schedule();
};
struct event_loop {
  task<void> schedule();
};

task<void> on_the_pool_ok(thread_pool &pool) {
  co_await pool.schedule();
  sleep(1);
}

task<void> back_on_the_loop_bad(thread_pool &pool, event_loop &loop) {
  co_await pool.schedule();
  sleep(1);
  co_await loop.schedule();
  sleep(1); // warns: sleep
}

task<void> on_one_path_only_bad(thread_pool &pool, bool heavy) {
  if (heavy)
    co_await pool.schedule();
  sleep(1); // warns: sleep
}

// A lambda runs where the coroutine calls it.
task<void> lambda_on_the_pool_ok(thread_pool &pool) {
  auto wait = [] { sleep(1); };
  co_await pool.schedule();
  wait();
}

task<void> future_that_is_ready_ok(std::future<int> f) {
  if (f.wait_for(0s) == std::future_status::ready)
    (void)f.get();
  co_return;
}

task<void> future_polled_until_ready_ok(std::future<int> f, event_loop &loop) {
  while (f.wait_for(0s) != std::future_status::ready)
    co_await loop.schedule();
  (void)f.get();
}

task<void> future_that_is_not_ready_bad(std::future<int> f) {
  if (f.wait_for(0s) != std::future_status::ready)
    (void)f.get(); // warns: std::future::get
  co_return;
}

// concurrencpp starts a coroutine with an executor_tag on the executor that it
// is given; its executors' submit() hands a callable to such a coroutine.
namespace concurrencpp {
struct executor_tag {};
class thread_executor {
public:
  template <class F> auto submit(F callable) {
    return bridge({}, *this, std::move(callable));
  }

private:
  template <class F>
  static task<void> bridge(executor_tag, thread_executor &, F callable) {
    callable();
    co_return;
  }
};
} // namespace concurrencpp

task<void> submitted_ok(concurrencpp::thread_executor &executor) {
  co_await executor.submit([] { sleep(1); });
}

task<void> tagged_ok(concurrencpp::executor_tag,
                     std::shared_ptr<concurrencpp::thread_executor>) {
  sleep(1);
  co_return;
}
