// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What holds of coroutines that belong to an executor and can be stopped, for
// the tests of frameworks. Such a test has a loop for it:
//
//   template <class T> using task
//     the coroutine type.
//   void start(task<void>)
//     starts a coroutine that belongs to the loop.
//   void run()
//     runs the loop until all coroutines have ended, each on its thread.
//   void request_stop()
//     stops them all, from any thread.
//   void wait_until_told()
//     on another thread: waits until they know that they are to stop. Left out
//     where they know when `request_stop` returns.
//   bool runs_here()
//     whether that is the calling thread.
//   ends ended()
//     how many have ended, and how.

#ifndef COROLINT_TEST_ADAPTER_OWN_EXECUTOR_HPP
#define COROLINT_TEST_ADAPTER_OWN_EXECUTOR_HPP

#include "check.hpp"
#include "late_executor.hpp"
#include "results.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

#include <corolint/lane.hpp>
#include <corolint/offload.hpp>

/// How many coroutines have ended, and how.
struct ends {
  int values = 0, stopped = 0, errors = 0;
  bool operator==(const ends &) const = default;
};

template <class Loop, class T = void>
using task_of = typename Loop::template task<T>;

constexpr ends one_value{1, 0, 0};
constexpr ends one_stopped{0, 1, 0};
constexpr ends one_error{0, 0, 1};

/// Exact is what check_results() means by it.
template <class Loop, bool Exact> void gets_results() {
  Loop on;
  on.start(check_results<task_of<Loop>, Exact>());
  on.run();
  CHECK(on.ended() == one_value);
}

template <class Loop> task_of<Loop, int> stays_on(Loop &on) {
  for (int i = 0; i < 5; ++i) {
    co_await corolint::offload([&] { CHECK(!on.runs_here()); });
    CHECK(on.runs_here());
  }
  co_return 5;
}

template <class Loop> task_of<Loop> stays_and_counts(Loop &on, int &unguarded) {
  const int rounds = co_await stays_on(on);
  unguarded += co_await corolint::offload([=] { return rounds; });
  CHECK(on.runs_here());
  bool caught = false;
  try {
    co_await corolint::offload([] { throw std::out_of_range("there"); });
  } catch (const std::out_of_range &) {
    caught = on.runs_here();
  }
  CHECK(caught);
}

template <class Loop> void resumes_on_its_executor() {
  Loop on;
  int unguarded = 0;
  for (int i = 0; i < 1000; ++i)
    on.start(stays_and_counts(on, unguarded));
  on.run();
  CHECK(unguarded == 5000);
  CHECK((on.ended() == ends{1000, 0, 0}));
}

template <class Loop>
task_of<Loop> calls_until(one_time_event &begun, one_time_event &stopped,
                          bool throws, bool &went_on) {
  co_await corolint::offload([&] {
    begun.set();
    stopped.wait();
    if (throws)
      throw std::out_of_range("there");
  });
  went_on = true;
}

/// A stop is told when the call has ended, but what that threw goes first.
template <class Loop> void is_stopped_during_the_call(bool throws) {
  Loop on;
  one_time_event begun, stopped;
  bool went_on = false;
  on.start(calls_until<Loop>(begun, stopped, throws, went_on));
  std::thread stopper([&] {
    begun.wait();
    on.request_stop();
    stopped.set();
  });
  on.run();
  stopper.join();
  CHECK(on.ended() == (throws ? one_error : one_stopped));
  CHECK(!went_on);
}

template <class Loop>
task_of<Loop> calls_late(late_executor &executor, bool &called) {
  co_await corolint::offload(executor, [&] { called = true; });
}

template <class Loop> void makes_no_call_that_was_stopped_before_it_began() {
  Loop on;
  late_executor executor;
  bool called = false;
  on.start(calls_late<Loop>(executor, called));
  std::thread stopper([&] {
    executor.wait_until_taken();
    on.request_stop();
    if constexpr (requires { on.wait_until_told(); })
      on.wait_until_told();
    executor.go();
  });
  on.run();
  stopper.join();
  CHECK(on.ended() == one_stopped);
  CHECK(!called);
}

template <class Loop>
task_of<Loop> stops_itself_and_calls(Loop &on, bool &called) {
  on.request_stop();
  co_await corolint::offload([&] { called = true; });
}

/// Where coroutines know at once that they are to stop.
template <class Loop> void makes_no_call_when_it_was_stopped_before() {
  Loop on;
  bool called = false;
  on.start(stops_itself_and_calls(on, called));
  on.run();
  CHECK(on.ended() == one_stopped);
  CHECK(!called);
}

template <class Loop>
task_of<Loop> calls_again_and_again(std::atomic<int> &calls, Loop &on) {
  for (int i = 0; i < 5; ++i) {
    co_await corolint::offload([&] { ++calls; });
    CHECK(on.runs_here());
  }
}

/// Whatever a stop meets, every coroutine ends once, on the loop.
template <class Loop> void is_stopped_anywhere() {
  for (int after = 0; after <= 4000; after += 1000) {
    Loop on;
    std::atomic<int> calls = 0;
    std::thread stopper([&] {
      while (calls < after)
        std::this_thread::yield();
      on.request_stop();
    });
    for (int i = 0; i < 1000; ++i)
      on.start(calls_again_and_again(calls, on));
    on.run();
    stopper.join();
    CHECK(on.ended().values + on.ended().stopped == 1000);
    CHECK(calls <= 5000);
  }
}

template <class Loop>
task_of<Loop> calls_in(corolint::lane &lane, one_time_event &begun,
                       one_time_event &end) {
  co_await corolint::offload(lane, [&] {
    begun.set();
    end.wait();
  });
}

template <class Loop>
task_of<Loop> waits_for_its_turn(corolint::lane &lane, bool &called) {
  co_await corolint::offload(lane, [&] { called = true; });
}

template <class Loop> task_of<Loop> stops_from_another_thread(Loop &on) {
  std::thread([&] { on.request_stop(); }).join();
  co_return;
}

/// Where a stop takes back a call that waits for its turn. The call before it
/// ends only when the coroutine has: that one doesn't wait.
template <class Loop> void is_stopped_at_once_while_the_call_waits() {
  corolint::lane lane;
  one_time_event begun, end;
  std::thread busy([&] {
    Loop other;
    other.start(calls_in<Loop>(lane, begun, end));
    other.run();
    CHECK(other.ended() == one_value);
  });
  begun.wait();
  Loop on;
  bool called = false;
  on.start(waits_for_its_turn<Loop>(lane, called));
  on.start(stops_from_another_thread(on));
  on.run();
  CHECK((on.ended() == ends{1, 1, 0}));
  CHECK(!called);
  end.set();
  busy.join();
}

template <class Loop, bool Exact = true> void belongs_to_its_executor() {
  gets_results<Loop, Exact>();
  resumes_on_its_executor<Loop>();
  is_stopped_during_the_call<Loop>(false);
  is_stopped_during_the_call<Loop>(true);
  makes_no_call_that_was_stopped_before_it_began<Loop>();
  is_stopped_anywhere<Loop>();
}

#endif
