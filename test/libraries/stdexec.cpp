// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// stdexec, whose headers are a stand-in: its functions are objects.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <fstream>
#include <stdexec.hpp>
#include <string>
#include <unistd.h>

using exec::task;

task<void> tick();

task<void> waits_bad(stdexec::run_loop &loop) {
  stdexec::sync_wait(tick()); // warns sync-wait: 'stdexec::sync_wait'
  stdexec::sync_wait_with_variant(tick()); // warns sync-wait: 'stdexec::sync_wait_with_variant'
  loop.run(); // warns sync-wait: 'stdexec::run_loop::run'
  co_await tick();
}

// It makes a sender of what it awaits, which gives no reference, so the lambda converts it; nor does errno come back.
task<void> reference_bad(std::ifstream in, std::string line) {
  while (std::getline(in, line)) // warns: 'std::getline' // note: 'errno' stays behind on that thread
    co_await tick();
}

task<void> waits_ok(stdexec::run_loop &loop) {
  loop.finish();
  exec::start_detached(tick());
  co_await tick();
}

task<void> rescheduled_on_a_pool_ok(exec::static_thread_pool &pool) {
  co_await exec::reschedule_coroutine_on(pool.get_scheduler());
  sleep(1);
}

// The task is sticky, so that it comes back to its own scheduler; but 'schedule' is a context switch by its name.
task<void> missed_alarm_scheduled_on_a_pool(exec::static_thread_pool &pool) {
  co_await stdexec::schedule(pool.get_scheduler());
  sleep(1);
}
