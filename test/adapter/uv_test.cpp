// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads to libuv's thread pool and back to its loops.

#include <corolint/adapters/uv.hpp>

#include "check.hpp"
#include "plain_task.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <uv.h>

namespace {

using corolint::offload;
using corolint::resume_on;

/// A loop that is closed at the end, when nothing of it may be left.
struct loop {
  uv_loop_t uv;
  loop() { CHECK(uv_loop_init(&uv) == 0); }
  ~loop() { CHECK(uv_loop_close(&uv) == 0); }
  void run() { CHECK(uv_run(&uv, UV_RUN_DEFAULT) == 0); }
};

plain_task stay_on(corolint::uv_scheduler &loop, corolint::uv_executor pool,
                   corolint::lane &lane, int &unguarded) {
  const auto here = std::this_thread::get_id();
  auto elsewhere = [&] { CHECK(std::this_thread::get_id() != here); };
  for (int i = 0; i < 5; ++i) {
    co_await offload(elsewhere, resume_on(loop));
    CHECK(std::this_thread::get_id() == here);
    co_await offload(pool, elsewhere, resume_on(loop));
    CHECK(std::this_thread::get_id() == here);
    co_await offload(lane, elsewhere, resume_on(loop));
    CHECK(std::this_thread::get_id() == here);
    ++unguarded;
  }
}

/// Nothing but the coroutines keeps the loop running.
void comes_back_to_the_loop_and_keeps_it_running() {
  loop here;
  int unguarded = 0;
  {
    std::optional<corolint::uv_scheduler> scheduler(&here.uv);
    corolint::uv_executor pool(&here.uv);
    corolint::lane lane;
    std::vector<plain_task> tasks;
    for (int i = 0; i < 1000; ++i)
      tasks.push_back(stay_on(*scheduler, pool, lane, unguarded));
    here.run();
    CHECK(unguarded == 5000);
  }
  here.run();
}

/// The loop ends with the last coroutine, which destroys the scheduler.
plain_task come_back_last(std::optional<corolint::uv_scheduler> &scheduler,
                          bool &done) {
  bool caught = false;
  try {
    co_await offload([] { throw std::out_of_range("there"); },
                     resume_on(*scheduler));
  } catch (const std::out_of_range &error) {
    caught = error.what() == std::string("there");
  }
  CHECK(caught);
  scheduler.reset();
  done = true;
}

void a_coroutine_may_end_the_scheduler() {
  for (int i = 0; i < 200; ++i) {
    loop here;
    std::optional<corolint::uv_scheduler> scheduler(&here.uv);
    bool done = false;
    const plain_task task = come_back_last(scheduler, done);
    here.run();
    CHECK(done);
  }
}

plain_task go_on_in_the_pool(corolint::uv_executor pool, std::thread::id &there,
                             std::thread::id &after) {
  there = co_await offload(pool, [] { return std::this_thread::get_id(); });
  after = std::this_thread::get_id();
}

void keeps_the_loop_until_a_call_has_ended() {
  loop here;
  std::thread::id there, after;
  const plain_task task =
      go_on_in_the_pool(corolint::uv_executor(&here.uv), there, after);
  here.run();
  CHECK(there == after);
  CHECK(there != std::this_thread::get_id());
}

plain_task be_destroyed(corolint::lane &lane, corolint::uv_scheduler &loop) {
  co_await offload(lane, [] { CHECK(false); }, resume_on(loop));
  CHECK(false);
}

plain_task wait_there(corolint::lane &lane, one_time_event &proceed) {
  co_await offload(lane, [&] { proceed.wait(); });
}

/// A destroyed coroutine isn't away any more.
void destruction_lets_the_loop_end() {
  loop here;
  {
    corolint::uv_scheduler scheduler(&here.uv);
    corolint::lane lane;
    one_time_event proceed;
    plain_task first = wait_there(lane, proceed);
    std::optional<plain_task> task = be_destroyed(lane, scheduler);
    task.reset();
    here.run();
    proceed.set();
    first.wait();
  }
  here.run();
}

} // namespace

int main() {
  comes_back_to_the_loop_and_keeps_it_running();
  a_coroutine_may_end_the_scheduler();
  keeps_the_loop_until_a_call_has_ended();
  destruction_lets_the_loop_end();
}
