// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in folly's coroutines, on stand-ins for folly.

#include <corolint/adapters/folly.hpp>

#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/OperationCancelled.h>
#include <folly/coro/Task.h>
#include <folly/executors/IOExecutor.h>

#include "check.hpp"
#include "late_executor.hpp"
#include "results.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <corolint/sync_wait.hpp>

namespace {

using corolint::offload;
using folly::coro::Task;

/// How many of the tasks of a loop have ended, and how.
struct ends {
  int values = 0, cancelled = 0, errors = 0;
  bool operator==(const ends &) const = default;
};

/// A loop, and the tasks that were started on it: it runs until all have ended.
class loop : public folly::IOExecutor {
public:
  void start(Task<void> task) {
    ++running_;
    folly::coro::co_withExecutor(this, std::move(task))
        .start([this](auto &&result) { end(result); }, source_.getToken());
  }

  void run() {
    folly::ExecutorBlockingGuard guard(folly::ExecutorBlockingGuard::TrackTag{},
                                       this, "loop");
    while (running_ != 0)
      take()();
  }

  /// From any thread.
  void request_cancellation() { source_.requestCancellation(); }
  void add(folly::Func function) override {
    std::lock_guard lock(mutex_);
    queue_.push_back(std::move(function));
    added_.notify_one();
  }

  bool runs_here() const { return std::this_thread::get_id() == thread_; }
  const ends &ended() const { return ended_; }

private:
  folly::EventBase *getEventBase() override { return nullptr; }

  folly::Func take() {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [this] { return !queue_.empty(); });
    folly::Func function = std::move(queue_.front());
    queue_.pop_front();
    return function;
  }

  template <class Try> void end(Try &result) {
    CHECK(runs_here());
    if (result.hasValue())
      ++ended_.values;
    else if (result.template hasException<folly::OperationCancelled>())
      ++ended_.cancelled;
    else
      ++ended_.errors;
    --running_;
  }

  std::thread::id thread_ = std::this_thread::get_id();
  std::mutex mutex_;
  std::condition_variable added_;
  std::deque<folly::Func> queue_;
  folly::CancellationSource source_;
  int running_ = 0;
  ends ended_;
};

constexpr ends one_value{1, 0, 0};
constexpr ends one_cancelled{0, 1, 0};
constexpr ends one_error{0, 0, 1};

void gets_results() {
  loop on;
  on.start(check_results<Task<void>>());
  on.run();
  CHECK(on.ended() == one_value);
}

Task<int> stays_on(loop &on) {
  for (int i = 0; i < 5; ++i) {
    co_await offload([&] { CHECK(!on.runs_here()); });
    CHECK(on.runs_here());
  }
  co_return 5;
}

Task<void> stays_and_counts(loop &on, int &unguarded) {
  const int rounds = co_await stays_on(on);
  unguarded += co_await offload([=] { return rounds; });
  CHECK(on.runs_here());
}

void resumes_on_its_executor() {
  loop on;
  int unguarded = 0;
  for (int i = 0; i < 1000; ++i)
    on.start(stays_and_counts(on, unguarded));
  on.run();
  CHECK(unguarded == 5000);
}

Task<void> awaits_by_name() {
  auto call = offload([] { return 42; });
  CHECK(co_await call == 42);
}

void takes_an_operation_with_a_name() {
  loop on;
  on.start(awaits_by_name());
  on.run();
  CHECK(on.ended() == one_value);
}

Task<void> awaits_tries() {
  using folly::coro::co_awaitTry;
  auto value = co_await co_awaitTry(offload([] { return 42; }));
  CHECK(value.hasValue() && *value == 42);
  auto nothing = co_await co_awaitTry(offload([] {}));
  CHECK(nothing.hasValue());
  auto thrown = co_await co_awaitTry(
      offload([]() -> int { throw std::out_of_range("there"); }));
  CHECK(thrown.hasException<std::out_of_range>());
  auto refused = co_await co_awaitTry(offload(full_executor(), [] {}));
  CHECK(refused.hasException<std::system_error>());
}

void gives_tries() {
  loop on;
  on.start(awaits_tries());
  on.run();
  CHECK(on.ended() == one_value);
}

/// As a coroutine does that wants no cancellation.
Task<void> awaits_via(loop &on, bool &called) {
  co_await folly::coro::co_viaIfAsync(
      folly::getKeepAliveToken(static_cast<folly::Executor &>(on)),
      offload([&] { called = true; }));
  CHECK(on.runs_here());
}

void makes_the_call_without_a_token() {
  loop on;
  bool called = false;
  on.request_cancellation();
  on.start(awaits_via(on, called));
  on.run();
  CHECK(on.ended() == one_value);
  CHECK(called);
}

Task<void> calls_until(event &begun, event &cancelled, bool throws) {
  co_await offload([&] {
    begun.set();
    cancelled.wait();
    if (throws)
      throw std::out_of_range("there");
  });
}

ends cancelled_during_the_call(bool throws) {
  loop on;
  event begun, cancelled;
  on.start(calls_until(begun, cancelled, throws));
  std::thread canceller([&] {
    begun.wait();
    on.request_cancellation();
    cancelled.set();
  });
  on.run();
  canceller.join();
  return on.ended();
}

void is_told_when_the_call_has_ended() {
  CHECK(cancelled_during_the_call(false) == one_cancelled);
}

void throws_what_the_call_threw_before_that() {
  CHECK(cancelled_during_the_call(true) == one_error);
}

Task<void> calls_late(late_executor &executor, bool &called) {
  co_await offload(executor, [&] { called = true; });
}

void makes_no_call_that_was_cancelled_before_it_began() {
  loop on;
  late_executor executor;
  bool called = false;
  on.start(calls_late(executor, called));
  std::thread canceller([&] {
    executor.wait_until_taken();
    on.request_cancellation();
    executor.go();
  });
  on.run();
  canceller.join();
  CHECK(on.ended() == one_cancelled);
  CHECK(!called);
}

Task<void> calls(bool &called) {
  co_await offload([&] { called = true; });
}

void makes_no_call_when_it_was_cancelled_before_it_asked() {
  loop on;
  bool called = false;
  on.request_cancellation();
  on.start(calls(called));
  on.run();
  CHECK(on.ended() == one_cancelled);
  CHECK(!called);
}

Task<void> calls_in(corolint::lane &lane, event &begun, event &end) {
  co_await offload(lane, [&] {
    begun.set();
    end.wait();
  });
}

Task<void> waits_for_its_turn(corolint::lane &lane, bool &called) {
  co_await offload(lane, [&] { called = true; });
}

/// The first call ends only when the other task has: that one doesn't wait.
void is_told_at_once_while_the_call_waits_for_its_turn() {
  corolint::lane lane;
  event begun, end;
  bool called = false;
  loop on;
  std::thread busy([&] {
    loop on;
    on.start(calls_in(lane, begun, end));
    on.run();
    CHECK(on.ended() == one_value);
  });
  begun.wait();
  on.start(waits_for_its_turn(lane, called));
  on.add([&] { std::thread([&] { on.request_cancellation(); }).join(); });
  on.run();
  CHECK(on.ended() == one_cancelled);
  CHECK(!called);
  end.set();
  busy.join();
}

Task<void> calls_again_and_again(std::atomic<int> &calls, loop &on) {
  for (int i = 0; i < 5; ++i) {
    co_await offload([&] { ++calls; });
    CHECK(on.runs_here());
  }
}

/// Whatever a cancellation meets, every task ends once, on the loop.
void is_cancelled_anywhere() {
  for (int after = 0; after <= 4000; after += 1000) {
    loop on;
    std::atomic<int> calls = 0;
    std::thread canceller([&] {
      while (calls < after)
        std::this_thread::yield();
      on.request_cancellation();
    });
    for (int i = 0; i < 1000; ++i)
      on.start(calls_again_and_again(calls, on));
    on.run();
    canceller.join();
    CHECK(on.ended().values + on.ended().cancelled == 1000);
    CHECK(calls <= 5000);
  }
}

void refuses_to_wait_on_a_loop() {
  loop on;
  std::string why;
  on.start([](std::string &why) -> Task<void> {
    try {
      corolint::sync_wait(offload([] {}));
    } catch (const std::logic_error &error) {
      why = error.what();
    }
    co_return;
  }(why));
  on.run();
  CHECK(why.find("runs an event loop (folly)") != std::string::npos);
}

} // namespace

int main() {
  gets_results();
  resumes_on_its_executor();
  takes_an_operation_with_a_name();
  gives_tries();
  makes_the_call_without_a_token();
  is_told_when_the_call_has_ended();
  throws_what_the_call_threw_before_that();
  makes_no_call_that_was_cancelled_before_it_began();
  makes_no_call_when_it_was_cancelled_before_it_asked();
  is_told_at_once_while_the_call_waits_for_its_turn();
  is_cancelled_anywhere();
  refuses_to_wait_on_a_loop();
}
