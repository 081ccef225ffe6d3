// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in stdexec's tasks and as senders, on a stand-in for stdexec.

#include <corolint/adapters/stdexec.hpp>

#include <exec/task.hpp>
#include <stdexec/execution.hpp>

#include "check.hpp"
#include "own_executor.hpp"

#include <cerrno>
#include <exception>
#include <list>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>

namespace {

using corolint::offload;

/// A loop of stdexec, and the tasks that were started on it.
class loop {
public:
  template <class T> using task = exec::task<T>;

  void start(exec::task<void> task) {
    ++running_;
    started_.emplace_back(*this, std::move(task));
  }

  void run() {
    if (running_ != 0)
      loop_.run();
  }

  void request_stop() { stop_.request_stop(); }
  bool runs_here() const { return std::this_thread::get_id() == thread_; }
  const ends &ended() const { return ended_; }

private:
  struct environment {
    loop *on;

    stdexec::inplace_stop_token
    query(stdexec::get_stop_token_t) const noexcept {
      return on->stop_.get_token();
    }
  };

  struct receiver {
    using receiver_concept = stdexec::receiver_t;

    loop *on;

    void set_value() noexcept { on->end(on->ended_.values); }
    void set_error(std::exception_ptr) noexcept { on->end(on->ended_.errors); }
    void set_stopped() noexcept { on->end(on->ended_.stopped); }
    environment get_env() const noexcept { return {on}; }
  };

  using scheduler =
      decltype(std::declval<stdexec::run_loop &>().get_scheduler());
  using sender = decltype(stdexec::starts_on(std::declval<scheduler>(),
                                             std::declval<exec::task<void>>()));

  struct operation {
    operation(loop &on, exec::task<void> task)
        : state(stdexec::connect(
              stdexec::starts_on(on.loop_.get_scheduler(), std::move(task)),
              receiver{&on})) {
      stdexec::start(state);
    }
    stdexec::connect_result_t<sender, receiver> state;
  };

  void end(int &how) {
    CHECK(runs_here());
    ++how;
    if (--running_ == 0)
      loop_.finish();
  }

  std::thread::id thread_ = std::this_thread::get_id();
  stdexec::run_loop loop_;
  stdexec::inplace_stop_source stop_;
  std::list<operation> started_;
  int running_ = 0;
  ends ended_;
};

exec::task<void> gets_an_object(bool &done) {
  int object = 1;
  const int &result = co_await offload([&]() -> int & { return object; });
  CHECK(&result != &object);
  object = 2;
  CHECK(result == 1);
  done = true;
}

void gets_an_object_for_a_reference() {
  loop on;
  bool done = false;
  on.start(gets_an_object(done));
  on.run();
  CHECK(done);
}

void is_a_sender() {
  auto [value] = stdexec::sync_wait(offload([] { return 42; })).value();
  CHECK(value == 42);
}

/// Counts how a sender completes, which can be stopped.
struct counting_receiver {
  using receiver_concept = stdexec::receiver_t;

  struct environment {
    stdexec::inplace_stop_token token;
    stdexec::inplace_stop_token
    query(stdexec::get_stop_token_t) const noexcept {
      return token;
    }
  };

  void set_value() noexcept { count(ended.values); }
  void set_error(std::exception_ptr) noexcept { count(ended.errors); }
  void set_stopped() noexcept { count(ended.stopped); }
  environment get_env() const noexcept { return {token}; }

  void count(int &how) noexcept {
    ++how;
    completed.set();
  }

  stdexec::inplace_stop_token token;
  ends &ended;
  one_time_event &completed;
};

ends is_stopped_as_a_sender(bool before, bool throws) {
  stdexec::inplace_stop_source stop;
  if (before)
    stop.request_stop();
  ends ended;
  one_time_event completed;
  auto operation =
      stdexec::connect(offload([&] {
                         CHECK(!before);
                         stop.request_stop();
                         if (throws)
                           throw std::out_of_range("there");
                       }),
                       counting_receiver{stop.get_token(), ended, completed});
  stdexec::start(operation);
  completed.wait();
  return ended;
}

void ends_as_stopped_as_a_sender() {
  CHECK(is_stopped_as_a_sender(true, false) == one_stopped);
  CHECK(is_stopped_as_a_sender(false, false) == one_stopped);
  CHECK(is_stopped_as_a_sender(false, true) == one_error);
}

} // namespace

int main() {
  gets_an_object_for_a_reference();
  belongs_to_its_executor<loop, false>();
  makes_no_call_when_it_was_stopped_before<loop>();
  is_a_sender();
  ends_as_stopped_as_a_sender();
}
