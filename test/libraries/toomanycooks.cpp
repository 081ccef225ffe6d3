// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TooManyCooks, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <toomanycooks.hpp>
#include <unistd.h>

tmc::task<void> tick();
tmc::task<int> number();

tmc::task<void> waits_bad(tmc::ex_cpu &executor) {
  tmc::async_main(number()); // warns sync-wait: 'tmc::async_main'
  tmc::post_waitable(executor, tick()).wait(); // warns: 'std::future::wait'
  co_await tick();
}

tmc::task<void> waits_ok(tmc::ex_cpu &executor) {
  tmc::post(executor, tick());
  tmc::post(executor, [] { sleep(1); });
  tmc::spawn(tick()).detach();
  co_await tick();
}

// What entering gives is a way back that need not be taken.
tmc::task<void> entered_ok(tmc::ex_braid &braid) {
  co_await tmc::enter(braid);
}

tmc::task<void> resumed_bad() {
  co_await tmc::resume_on(tmc::cpu_executor());
  sleep(1); // warns: 'sleep'
}
