// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in coroutines that have no executor of their own.

#include "check.hpp"
#include "plain_task.hpp"
#include "results.hpp"

#include <atomic>
#include <deque>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <corolint/offload.hpp>

namespace {

plain_task note_threads(std::thread::id &called, std::thread::id &resumed) {
  co_await corolint::offload([&] { called = std::this_thread::get_id(); });
  resumed = std::this_thread::get_id();
}

void resumes_on_the_pools_thread() {
  std::thread::id called, resumed;
  note_threads(called, resumed).wait();
  CHECK(called == resumed);
  CHECK(called != std::this_thread::get_id());
}

constexpr int threads = 4;

plain_task call_often(corolint::blocking_pool &pool, std::atomic<int> &calls,
                      std::atomic<int> &running) {
  for (int round = 0; round < 10; ++round)
    co_await corolint::offload(pool, [&] {
      CHECK(++running <= threads);
      ++calls;
      --running;
    });
}

void queues_beyond_the_bound() {
  corolint::blocking_pool pool(threads);
  std::atomic<int> calls = 0, running = 0;
  std::vector<plain_task> tasks;
  for (int i = 0; i < 1000; ++i)
    tasks.push_back(call_often(pool, calls, running));
  for (auto &task : tasks)
    task.wait();
  CHECK(calls == 10'000);
}

/// Runs calls on `pool`, and tells when an operation wants its call back, that
/// is when its destruction has begun.
struct observed_executor {
  corolint::blocking_pool &pool;
  one_time_event destroying;

  void execute(corolint::blocking_call call) { pool.execute(call); }
  bool withdraw(corolint::blocking_call call) noexcept {
    destroying.set();
    return pool.withdraw(call);
  }
};

/// Lives in a frame and tells when the frame is destroyed.
struct frame_guard {
  bool &destroyed;
  ~frame_guard() { destroyed = true; }
};

template <class Executor, class F>
plain_task call_and_never_return(Executor &executor, F function,
                                 bool &destroyed) {
  frame_guard guard{destroyed};
  co_await corolint::offload(executor, function);
  CHECK(false);
}

void destruction_waits_for_a_running_call() {
  observed_executor executor{corolint::default_blocking_pool(), {}};
  one_time_event begun;
  bool ended = false, destroyed = false;
  std::optional task = call_and_never_return(
      executor,
      [&] {
        begun.set();
        executor.destroying.wait();
        CHECK(!destroyed);
        ended = true;
      },
      destroyed);
  begun.wait();
  task.reset();
  CHECK(ended && destroyed);
}

plain_task call_until(corolint::blocking_pool &pool, one_time_event &proceed) {
  co_await corolint::offload(pool, [&] { proceed.wait(); });
}

void destruction_takes_back_a_queued_call() {
  corolint::blocking_pool pool(1);
  one_time_event proceed;
  bool destroyed = false;
  auto running = call_until(pool, proceed);
  std::optional queued =
      call_and_never_return(pool, [] { CHECK(false); }, destroyed);
  queued.reset();
  CHECK(destroyed);
  proceed.set();
  running.wait();
}

/// Keeps calls until they are made by hand, and gives none back.
struct shelf {
  std::deque<corolint::blocking_call> calls;
  one_time_event destroying;

  void execute(corolint::blocking_call call) { calls.push_back(call); }
  bool withdraw(corolint::blocking_call) noexcept {
    destroying.set();
    return false;
  }
};

void destruction_waits_for_an_executor_to_skip_the_call() {
  shelf executor;
  bool destroyed = false;
  std::optional task =
      call_and_never_return(executor, [] { CHECK(false); }, destroyed);
  std::jthread worker([&, call = executor.calls.front()] {
    executor.destroying.wait();
    call();
  });
  task.reset();
  CHECK(destroyed);
}

} // namespace

int main() {
  check_results<basic_plain_task<no_transform>>().wait();
  check_results<basic_plain_task<permissive_transform>>().wait();
  check_results<basic_plain_task<moving_transform>>().wait();
  resumes_on_the_pools_thread();
  queues_beyond_the_bound();
  destruction_waits_for_a_running_call();
  destruction_takes_back_a_queued_call();
  destruction_waits_for_an_executor_to_skip_the_call();
}
