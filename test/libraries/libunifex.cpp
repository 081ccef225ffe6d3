// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libunifex, whose headers are a stand-in: most names are aliases or objects.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <libunifex.hpp>
#include <unistd.h>

using unifex::task;

task<void> tick();

task<void> waits_bad(unifex::manual_event_loop &loop) {
  unifex::sync_wait(tick()); // warns sync-wait: 'unifex::sync_wait'
  unifex::sync_wait_r<int>(tick()); // warns sync-wait: 'unifex::sync_wait_r'
  loop.run(); // warns sync-wait: run
  co_await tick();
}

task<void> waits_ok(unifex::manual_event_loop &loop, unifex::async_scope &scope) {
  loop.stop();
  unifex::spawn_detached(tick(), scope);
  co_await tick();
}

task<void> on_a_pool_ok(unifex::static_thread_pool &pool) {
  co_await unifex::schedule(pool.get_scheduler());
  sleep(1);
}

task<void> on_one_thread_bad(unifex::single_thread_context &thread) {
  co_await unifex::schedule(thread.get_scheduler());
  sleep(1); // warns: 'sleep'
}
