// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where coroutines go on: what a promise says by `resumption`, and what a call
// says by `resume_on`.

#include "check.hpp"
#include "loop_task.hpp"
#include "plain_task.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

#include <corolint/offload.hpp>

namespace {

using corolint::offload;
using corolint::resume_on;

loop_task count_on(loop &home, int rounds, int &unguarded) {
  for (int i = 0; i < rounds; ++i) {
    co_await offload([&] { CHECK(!home.runs_here()); });
    CHECK(home.runs_here());
    ++unguarded;
  }
}

/// Nothing but the coroutines keeps the loop running.
void resumes_where_the_promise_says() {
  loop home;
  int unguarded = 0;
  home.post([&] {
    for (int i = 0; i < 1000; ++i)
      count_on(home, 10, unguarded);
  });
  home.run();
  CHECK(unguarded == 10'000);
}

loop_task be_stopped_before(loop &home, bool &told) {
  std::stop_source stop;
  co_await stop_with(stop.get_token());
  CHECK(co_await offload([] { return 1; }) == 1);
  stop.request_stop();
  try {
    co_await offload([] { CHECK(false); });
  } catch (const stopped &) {
    told = home.runs_here();
  }
}

void is_not_called_when_stopped_before() {
  loop home;
  bool told = false;
  home.post([&] { be_stopped_before(home, told); });
  home.run();
  CHECK(told);
}

loop_task be_stopped_in_the_queue(loop &home, corolint::lane &lane,
                                  std::stop_token token, bool &told) {
  co_await stop_with(token);
  try {
    co_await offload(lane, [] { CHECK(false); });
  } catch (const stopped &) {
    told = home.runs_here();
  }
}

void is_not_called_when_stopped_in_the_queue() {
  loop home;
  std::stop_source stop;
  one_time_event proceed;
  auto wait = [&] { proceed.wait(); };
  corolint::lane lane;
  lane.execute(
      {[](void *f) noexcept { (*static_cast<decltype(wait) *>(f))(); }, &wait});
  bool told = false;
  home.post([&] {
    be_stopped_in_the_queue(home, lane, stop.get_token(), told);
    stop.request_stop();
    proceed.set();
  });
  home.run();
  CHECK(told);
}

loop_task be_stopped_meanwhile(loop &home, bool fails, bool &told) {
  std::stop_source stop;
  co_await stop_with(stop.get_token());
  bool ended = false;
  try {
    co_await offload([&] {
      stop.request_stop();
      ended = true;
      if (fails)
        throw std::runtime_error("from the call");
    });
    CHECK(false);
  } catch (const stopped &) {
    told = !fails && ended;
  } catch (const std::runtime_error &) {
    told = fails && ended;
  }
  CHECK(home.runs_here());
}

void tells_at_the_end_when_stopped_meanwhile() {
  for (const bool fails : {false, true}) {
    loop home;
    bool told = false;
    home.post([&] { be_stopped_meanwhile(home, fails, told); });
    home.run();
    CHECK(told);
  }
}

loop_task lose_the_loop(loop &home, bool &told) {
  try {
    co_await offload([&] { home.close(); });
    CHECK(false);
  } catch (const std::runtime_error &error) {
    told = error.what() == std::string("the loop is closed");
  }
  CHECK(!home.runs_here());
}

void tells_when_there_is_no_way_back() {
  loop home;
  bool told = false;
  home.post([&] { lose_the_loop(home, told); });
  home.run();
  CHECK(told);
}

plain_task visit(loop &home, int &visits) {
  for (int i = 0; i < 100; ++i) {
    errno = EDOM;
    int value = co_await offload(
        [&] {
          CHECK(!home.runs_here());
          errno = ERANGE;
          return 1;
        },
        resume_on(home));
    CHECK(errno == ERANGE);
    CHECK(home.runs_here());
    visits += value;
    co_await offload(
        corolint::default_blocking_pool(), [] {},
        resume_on([&] { return home.schedule(); }));
    CHECK(home.runs_here());
    auto failing = [] { throw std::out_of_range("there"); };
    bool caught = false;
    try {
      co_await offload(failing, resume_on(home));
    } catch (const std::out_of_range &) {
      caught = home.runs_here();
    }
    CHECK(caught);
    co_await offload([] {});
    CHECK(!home.runs_here());
  }
  home.release();
}

void resumes_on_a_scheduler() {
  loop home;
  int visits = 0;
  home.retain();
  plain_task task = visit(home, visits);
  home.run();
  task.wait();
  CHECK(visits == 100);
}

plain_task come_back_in_vain(loop &home, bool &told) {
  try {
    co_await offload([] {}, resume_on(home));
  } catch (const std::runtime_error &) {
    told = true;
  }
}

void tells_when_the_scheduler_fails() {
  loop home;
  home.close();
  bool told = false;
  come_back_in_vain(home, told).wait();
  CHECK(told);
}

/// A scheduler whose awaitable has `operator co_await`, whose awaiter doesn't
/// suspend, and that reports a failure when the coroutine has come back.
struct inline_scheduler {
  bool fails;

  struct awaiter {
    bool fails;
    bool await_ready() const noexcept { return fails; }
    bool await_suspend(std::coroutine_handle<>) const noexcept { return false; }
    void await_resume() const {
      if (fails)
        throw std::runtime_error("no place");
    }
  };

  struct operation {
    bool fails;
    std::array<char, 200> too_large_for_the_operation = {};
    awaiter operator co_await() && { return {fails}; }
  };

  operation schedule() const { return {fails}; }
};

plain_task come_back_at_once(bool fails, bool &told) {
  try {
    CHECK(co_await offload([] { return 3; },
                           resume_on(inline_scheduler{fails})) == 3);
    CHECK(!fails);
  } catch (const std::runtime_error &) {
    told = true;
  }
}

void takes_schedulers_of_all_shapes() {
  for (const bool fails : {false, true}) {
    bool told = false;
    come_back_at_once(fails, told).wait();
    CHECK(told == fails);
  }
}

} // namespace

int main() {
  resumes_where_the_promise_says();
  is_not_called_when_stopped_before();
  is_not_called_when_stopped_in_the_queue();
  tells_at_the_end_when_stopped_meanwhile();
  tells_when_there_is_no_way_back();
  resumes_on_a_scheduler();
  tells_when_the_scheduler_fails();
  takes_schedulers_of_all_shapes();
}
