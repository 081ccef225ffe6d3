// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in folly's coroutines, on stand-ins for folly.

#include <corolint/adapters/folly.hpp>

#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/executors/IOExecutor.h>
#if __has_include(<folly/coro/Task.h>)
#include <folly/coro/Task.h>
#else
#include <folly/experimental/coro/Task.h>
#endif

#include "check.hpp"
#include "own_executor.hpp"
#include "results.hpp"

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

/// A loop, and the tasks that were started on it: it runs until all have ended.
class loop : public folly::IOExecutor {
public:
  template <class T> using task = Task<T>;

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

  void request_stop() { source_.requestCancellation(); }

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
      ++ended_.stopped;
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
  on.request_stop();
  on.start(awaits_via(on, called));
  on.run();
  CHECK(on.ended() == one_value);
  CHECK(called);
}

Task<void> calls(bool &called) {
  co_await offload([&] { called = true; });
}

void makes_no_call_when_it_was_cancelled_before_it_began() {
  loop on;
  bool called = false;
  on.request_stop();
  on.start(calls(called));
  on.run();
  CHECK(on.ended() == one_stopped);
  CHECK(!called);
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
  belongs_to_its_executor<loop>();
  makes_no_call_when_it_was_stopped_before<loop>();
  is_stopped_at_once_while_the_call_waits<loop>();
  takes_an_operation_with_a_name();
  gives_tries();
  makes_the_call_without_a_token();
  makes_no_call_when_it_was_cancelled_before_it_began();
  refuses_to_wait_on_a_loop();
}
