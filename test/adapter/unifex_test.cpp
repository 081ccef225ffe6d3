// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in libunifex's tasks and as senders, on stand-ins for libunifex.

#include <corolint/adapters/unifex.hpp>

#include <unifex/inplace_stop_token.hpp>
#include <unifex/manual_event_loop.hpp>
#include <unifex/task.hpp>

#include "check.hpp"
#include "late_executor.hpp"
#include "results.hpp"

#include <atomic>
#include <exception>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace {

using corolint::offload;
using unifex::task;

/// How what was started has ended.
enum class ended { not_yet, value, error, done };

/// A loop, and what was started on it: it runs until all has ended.
class loop {
  struct started {
    virtual ~started() = default;
    ended how = ended::not_yet;
    std::exception_ptr error;
  };

  struct receiver {
    loop *on;
    started *operation;

    template <class... Values> void set_value(Values &&...) noexcept {
      on->end(*operation, ended::value);
    }
    void set_error(std::exception_ptr error) noexcept {
      operation->error = std::move(error);
      on->end(*operation, ended::error);
    }
    void set_done() noexcept { on->end(*operation, ended::done); }

    auto stop_token() const noexcept { return on->stop_.get_token(); }
    auto scheduler() const noexcept { return on->loop_.get_scheduler(); }

    friend auto tag_invoke(unifex::tag_t<unifex::get_stop_token>,
                           const receiver &self) noexcept {
      return self.stop_token();
    }
    friend auto tag_invoke(unifex::tag_t<unifex::get_scheduler>,
                           const receiver &self) noexcept {
      return self.scheduler();
    }
  };

  template <class Sender> struct operation final : started {
    operation(loop &on, Sender &&sender)
        : state(unifex::connect(std::move(sender), receiver{&on, this})) {}
    unifex::connect_result_t<Sender, receiver> state;
  };

public:
  /// On the loop's thread, which is the one that will run it.
  template <class Sender> void start(Sender sender) {
    auto made = std::make_unique<operation<Sender>>(*this, std::move(sender));
    auto &state = made->state;
    started_.push_back(std::move(made));
    ++running_;
    unifex::start(state);
  }

  void run() {
    if (running_ != 0)
      loop_.run();
  }

  /// From any thread.
  void request_stop() { stop_.request_stop(); }

  ended how(std::size_t which = 0) const { return started_[which]->how; }
  std::exception_ptr error() const { return started_[0]->error; }
  std::size_t count(ended how) const {
    std::size_t count = 0;
    for (const auto &operation : started_)
      count += operation->how == how;
    return count;
  }

  bool runs_here() const { return std::this_thread::get_id() == thread_; }

private:
  void end(started &operation, ended how) {
    CHECK(runs_here());
    CHECK(operation.how == ended::not_yet);
    operation.how = how;
    if (--running_ == 0)
      loop_.stop();
  }

  std::thread::id thread_ = std::this_thread::get_id();
  unifex::manual_event_loop loop_;
  unifex::inplace_stop_source stop_;
  std::vector<std::unique_ptr<started>> started_;
  std::size_t running_ = 0;
};

void gets_results() {
  loop on;
  on.start(check_results<task<void>>());
  on.run();
  CHECK(on.how() == ended::value);
}

task<int> stays_on(loop &on) {
  for (int i = 0; i < 5; ++i) {
    co_await offload([&] { CHECK(!on.runs_here()); });
    CHECK(on.runs_here());
  }
  co_return 5;
}

task<void> stays_and_counts(loop &on, int &unguarded) {
  const int rounds = co_await stays_on(on);
  unguarded += co_await offload([=] { return rounds; });
  CHECK(on.runs_here());
}

void resumes_on_its_scheduler() {
  loop on;
  int unguarded = 0;
  for (int i = 0; i < 1000; ++i)
    on.start(stays_and_counts(on, unguarded));
  on.run();
  CHECK(unguarded == 5000);
}

task<void> awaits_by_name() {
  auto call = offload([] { return 42; });
  CHECK(co_await call == 42);
}

void takes_an_operation_with_a_name() {
  loop on;
  on.start(awaits_by_name());
  on.run();
  CHECK(on.how() == ended::value);
}

void is_a_sender() {
  loop on;
  errno = EDOM;
  on.start(offload([] {
    CHECK(errno == EDOM);
    return std::make_unique<int>(3);
  }));
  on.start(offload([] {}));
  on.start(offload([] { throw std::out_of_range("there"); }));
  on.run();
  CHECK(on.how(0) == ended::value);
  CHECK(on.how(1) == ended::value);
  CHECK(on.how(2) == ended::error);
}

task<void> calls_until(event &begun, event &stopped, bool throws,
                       bool &went_on) {
  co_await offload([&] {
    begun.set();
    stopped.wait();
    if (throws)
      throw std::out_of_range("there");
  });
  went_on = true;
}

ended stopped_during_the_call(bool throws) {
  loop on;
  event begun, stopped;
  bool went_on = false;
  on.start(calls_until(begun, stopped, throws, went_on));
  std::thread stopper([&] {
    begun.wait();
    on.request_stop();
    stopped.set();
  });
  on.run();
  stopper.join();
  CHECK(!went_on);
  return on.how();
}

void is_done_when_the_call_has_ended() {
  CHECK(stopped_during_the_call(false) == ended::done);
}

void throws_what_the_call_threw_before_that() {
  CHECK(stopped_during_the_call(true) == ended::error);
}

task<void> calls_late(late_executor &executor, bool &called) {
  co_await offload(executor, [&] { called = true; });
}

void makes_no_call_that_was_stopped_before_it_began() {
  loop on;
  late_executor executor;
  bool called = false;
  on.start(calls_late(executor, called));
  std::thread stopper([&] {
    executor.wait_until_taken();
    on.request_stop();
    executor.go();
  });
  on.run();
  stopper.join();
  CHECK(on.how() == ended::done);
  CHECK(!called);
}

void makes_no_call_when_it_was_stopped_before_it_asked() {
  loop on;
  bool called = false;
  on.request_stop();
  on.start(offload([&] { called = true; }));
  on.run();
  CHECK(on.how() == ended::done);
  CHECK(!called);
}

task<void> calls_in(corolint::lane &lane, event &begun, event &end) {
  co_await offload(lane, [&] {
    begun.set();
    end.wait();
  });
}

/// The first call ends only when the other task has: that one doesn't wait.
void is_done_at_once_while_the_call_waits_for_its_turn() {
  corolint::lane lane;
  event begun, end;
  loop busy, on;
  busy.start(calls_in(lane, begun, end));
  begun.wait();
  bool called = false;
  on.start(offload(lane, [&] { called = true; }));
  std::thread([&] { on.request_stop(); }).join();
  on.run();
  CHECK(on.how() == ended::done);
  CHECK(!called);
  end.set();
  busy.run();
  CHECK(busy.how() == ended::value);
}

task<void> calls_again_and_again(std::atomic<int> &calls, loop &on) {
  for (int i = 0; i < 5; ++i) {
    co_await offload([&] { ++calls; });
    CHECK(on.runs_here());
  }
}

/// Whatever a stop meets, every task ends once, on the loop.
void is_stopped_anywhere() {
  for (int after = 0; after <= 4000; after += 1000) {
    loop on;
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
    CHECK(on.count(ended::value) + on.count(ended::done) == 1000);
    CHECK(calls <= 5000);
  }
}

} // namespace

int main() {
  gets_results();
  resumes_on_its_scheduler();
  takes_an_operation_with_a_name();
  is_a_sender();
  is_done_when_the_call_has_ended();
  throws_what_the_call_threw_before_that();
  makes_no_call_that_was_stopped_before_it_began();
  makes_no_call_when_it_was_stopped_before_it_asked();
  is_done_at_once_while_the_call_waits_for_its_turn();
  is_stopped_anywhere();
}
