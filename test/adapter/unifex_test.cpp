// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in libunifex's tasks and as senders, on stand-ins for libunifex.

#include <corolint/adapters/unifex.hpp>

#include <unifex/inplace_stop_token.hpp>
#include <unifex/manual_event_loop.hpp>
#include <unifex/task.hpp>

#include "check.hpp"
#include "own_executor.hpp"

#include <cerrno>
#include <exception>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace {

using corolint::offload;
using unifex::task;

/// A loop, and what was started on it: it runs until all has ended.
class loop {
  struct started {
    virtual ~started() = default;
    bool ended = false;
  };

  struct receiver {
    loop *on;
    started *operation;

    template <class... Values> void set_value(Values &&...) noexcept {
      on->end(*operation, on->ended_.values);
    }
    void set_error(std::exception_ptr) noexcept {
      on->end(*operation, on->ended_.errors);
    }
    void set_done() noexcept { on->end(*operation, on->ended_.stopped); }

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

  struct turn_receiver {
    one_time_event *turn;

    void set_value() noexcept { turn->set(); }
    void set_error(std::exception_ptr) noexcept { CHECK(false); }
    void set_done() noexcept { CHECK(false); }
  };

  template <class Sender> struct operation final : started {
    operation(loop &on, Sender &&sender)
        : state(unifex::connect(std::move(sender), receiver{&on, this})) {}
    unifex::connect_result_t<Sender, receiver> state;
  };

public:
  template <class T> using task = unifex::task<T>;

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

  void request_stop() { stop_.request_stop(); }

  /// libunifex tells a task by way of its scheduler, which is the loop.
  void wait_until_told() {
    one_time_event turn;
    auto state = unifex::connect(unifex::schedule(loop_.get_scheduler()),
                                 turn_receiver{&turn});
    unifex::start(state);
    turn.wait();
  }

  bool runs_here() const { return std::this_thread::get_id() == thread_; }
  const ends &ended() const { return ended_; }

private:
  void end(started &operation, int &how) {
    CHECK(runs_here());
    CHECK(!std::exchange(operation.ended, true));
    ++how;
    if (--running_ == 0)
      loop_.stop();
  }

  std::thread::id thread_ = std::this_thread::get_id();
  unifex::manual_event_loop loop_;
  unifex::inplace_stop_source stop_;
  std::vector<std::unique_ptr<started>> started_;
  std::size_t running_ = 0;
  ends ended_;
};

task<void> awaits_by_name() {
  auto call = offload([] { return 42; });
  CHECK(co_await call == 42);
}

void takes_an_operation_with_a_name() {
  loop on;
  on.start(awaits_by_name());
  on.run();
  CHECK(on.ended() == one_value);
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
  CHECK((on.ended() == ends{2, 0, 1}));
}

void makes_no_call_as_a_sender_that_was_stopped_before() {
  loop on;
  bool called = false;
  on.request_stop();
  on.start(offload([&] { called = true; }));
  on.run();
  CHECK(on.ended() == one_stopped);
  CHECK(!called);
}

void is_stopped_at_once_as_a_sender_while_the_call_waits() {
  corolint::lane lane;
  one_time_event begun, end;
  loop busy, on;
  busy.start(calls_in<loop>(lane, begun, end));
  begun.wait();
  bool called = false;
  on.start(offload(lane, [&] { called = true; }));
  std::thread([&] { on.request_stop(); }).join();
  on.run();
  CHECK(on.ended() == one_stopped);
  CHECK(!called);
  end.set();
  busy.run();
  CHECK(busy.ended() == one_value);
}

} // namespace

int main() {
  belongs_to_its_executor<loop>();
  is_stopped_at_once_while_the_call_waits<loop>();
  takes_an_operation_with_a_name();
  is_a_sender();
  makes_no_call_as_a_sender_that_was_stopped_before();
  is_stopped_at_once_as_a_sender_while_the_call_waits();
}
