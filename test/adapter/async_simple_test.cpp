// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in async_simple's Lazy, on a stand-in for async_simple.

#include <corolint/adapters/async_simple.hpp>

#include <async_simple/Executor.h>
#include <async_simple/Signal.h>
#include <async_simple/Try.h>
#include <async_simple/coro/Lazy.h>

#include "check.hpp"
#include "loop_task.hpp"
#include "own_executor.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <corolint/sync_wait.hpp>

namespace {

using async_simple::coro::Lazy;
using corolint::offload;

/// An executor with one context, itself.
class executor : public async_simple::Executor {
public:
  template <class T> using task = Lazy<T>;

  void start(Lazy<void> lazy) {
    ++running_;
    std::move(lazy)
        .setLazyLocal(signal_.get())
        .via(this)
        .start(
            [this](async_simple::Try<void> &&result) noexcept { end(result); });
  }

  void run() {
    while (running_ != 0)
      run_one();
  }

  void run_one() { take()(); }

  void request_stop() { signal_->emits(async_simple::SignalType::Terminate); }

  using Executor::checkin;
  using Executor::schedule;

  bool schedule(Func function) override {
    std::lock_guard lock(mutex_);
    if (full_)
      return false;
    queue_.push_back(std::move(function));
    added_.notify_one();
    return true;
  }

  bool currentThreadInExecutor() const override { return runs_here(); }

  Context checkout() override {
    CHECK(runs_here());
    return this;
  }

  bool checkin(Func function, Context context,
               async_simple::ScheduleOptions) override {
    CHECK(context == this);
    return schedule(std::move(function));
  }

  /// From now on it takes nothing.
  void fill() {
    std::lock_guard lock(mutex_);
    full_ = true;
  }

  bool runs_here() const { return std::this_thread::get_id() == thread_; }
  const ends &ended() const { return ended_; }

private:
  Func take() {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [this] { return !queue_.empty(); });
    Func function = std::move(queue_.front());
    queue_.pop_front();
    return function;
  }

  void end(async_simple::Try<void> &result) {
    CHECK(runs_here());
    --running_;
    try {
      result.value();
      ++ended_.values;
    } catch (const async_simple::SignalException &) {
      ++ended_.stopped;
    } catch (...) {
      ++ended_.errors;
    }
  }

  std::thread::id thread_ = std::this_thread::get_id();
  std::shared_ptr<async_simple::Signal> signal_ =
      async_simple::Signal::create();
  std::mutex mutex_;
  std::condition_variable added_;
  std::deque<Func> queue_;
  bool full_ = false;
  int running_ = 0;
  ends ended_;
};

Lazy<void> awaits_by_name(bool &called) {
  auto call = offload([&] { called = true; });
  co_await call;
}

void takes_an_operation_with_a_name() {
  executor on;
  bool called = false;
  on.start(awaits_by_name(called));
  on.run();
  CHECK(called);
}

Lazy<int> knows_no_executor(loop &home) {
  const auto there =
      co_await offload([] { return std::this_thread::get_id(); });
  CHECK(std::this_thread::get_id() == there);
  co_await offload([] {}, corolint::resume_on(home));
  CHECK(home.runs_here());
  home.release();
  co_return 42;
}

void goes_on_where_the_call_was_made_without_an_executor() {
  loop home;
  home.retain();
  std::thread waiting(
      [&] { CHECK(corolint::sync_wait(knows_no_executor(home)) == 42); });
  home.run();
  waiting.join();
}

Lazy<void> loses_its_executor(executor &on, bool &told) {
  try {
    co_await offload([&] { on.fill(); });
  } catch (const std::runtime_error &) {
    told = !on.runs_here();
  }
}

void tells_when_there_is_no_way_back() {
  executor on;
  bool told = false;
  one_time_event ended;
  loses_its_executor(on, told).via(&on).start(
      [&](async_simple::Try<void> &&) noexcept { ended.set(); });
  on.run_one();
  ended.wait();
  CHECK(told);
}

Lazy<std::unique_ptr<int>> makes() {
  co_return co_await offload([] { return std::make_unique<int>(7); });
}
Lazy<void> fails() {
  co_await offload([] {});
  throw std::out_of_range("in the coroutine");
}

void is_waited_for() {
  CHECK(*corolint::sync_wait(makes()) == 7);
  bool caught = false;
  try {
    corolint::sync_wait(fails());
  } catch (const std::out_of_range &) {
    caught = true;
  }
  CHECK(caught);
}

Lazy<void> stays_on_another(executor &on) { CHECK(co_await stays_on(on) == 5); }

/// Another thread runs the executor, and the wait is refused on that one.
void is_waited_for_on_an_executor() {
  one_time_event made;
  bool waited = false;
  executor *there = nullptr;
  std::thread running([&] {
    executor on;
    there = &on;
    bool refused = false;
    try {
      corolint::sync_wait(stays_on_another(on).via(&on));
    } catch (const std::logic_error &error) {
      refused = std::string(error.what()).find("of the async_simple") !=
                std::string::npos;
    }
    CHECK(refused);
    made.set();
    while (!waited)
      on.run_one();
  });
  made.wait();
  corolint::sync_wait(stays_on_another(*there).via(there));
  there->schedule([&] { waited = true; });
  running.join();
}

} // namespace

int main() {
  belongs_to_its_executor<executor>();
  makes_no_call_when_it_was_stopped_before<executor>();
  takes_an_operation_with_a_name();
  goes_on_where_the_call_was_made_without_an_executor();
  tells_when_there_is_no_way_back();
  is_waited_for();
  is_waited_for_on_an_executor();
}
