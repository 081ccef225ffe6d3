// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Marks in the code beat what is known otherwise.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <corolint/annotations.hpp>
#include <unistd.h>

task<void> tick();

COROLINT_BLOCKING int read_sensor();
[[clang::annotate("corolint::blocking")]] int read_other();
COROLINT_NONBLOCKING int read_cache();
int unknown();

extern "C" {
COROLINT_NONBLOCKING unsigned alarm(unsigned);
}

struct device {
  COROLINT_BLOCKING void flush();
  COROLINT_NONBLOCKING void poll();
};

task<void> marked_bad(device d) {
  read_sensor(); // warns: 'read_sensor'
  read_other(); // warns: 'read_other'
  d.flush(); // warns: 'device::flush'
  co_await tick();
}

task<void> marked_ok(device d) {
  read_cache();
  unknown();
  d.poll();
  co_await tick();
}

COROLINT_ALLOW_BLOCKING task<void> allowed_ok() {
  sleep(1);
  co_await tick();
}

template <class F> COROLINT_OFFLOAD_SINK void on_worker(F function) {
  function();
}
template <class F> void right_here(F function) { function(); }

struct workers {
  COROLINT_OFFLOAD_SINK void run(void (*function)());
};

task<void> sink_ok(workers w) {
  on_worker([] { sleep(1); });
  w.run([] { sleep(1); });
  co_await tick();
}

task<void> sink_bad() {
  right_here([] {
    sleep(1); // warns: 'sleep'
  });
  on_worker((sleep(1), [] {})); // warns: 'sleep'
  co_await tick();
}

COROLINT_CONTEXT_SWITCH COROLINT_ALLOW_BLOCKING task<void> to_workers();
COROLINT_CONTEXT_SWITCH task<void> to_loop();
task<void> unmarked();

task<void> switch_ok() {
  co_await to_workers();
  sleep(1);
  co_await unmarked();
  sleep(1);
}

task<void> switch_back_bad(bool away) {
  if (away)
    co_await to_workers();
  sleep(1); // warns: 'sleep'
  co_await to_workers();
  sleep(1);
  co_await to_loop();
  sleep(1); // warns: 'sleep'
}
