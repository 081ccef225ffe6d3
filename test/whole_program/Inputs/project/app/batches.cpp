// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lambdas and functions that are handed to functions of other files.
#include "db/profile.hpp"
#include "jobs/jobs.hpp"
#include "rt/sync_wait.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"
#include <unistd.h>

namespace app {

task<void> called(jobs::queue &queue) {
  jobs::with_lock([] {
    sleep(1); // warns: 'sleep' blocks the thread that runs coroutine 'app::called' (sleep)
  });
  jobs::with_lock([] { db::load_profile(1); }); // warns: 'db::load_profile' blocks the thread that runs coroutine 'app::called'
  // chain: db::load_profile@db/profile.cpp:9 > util::read_file@util/io.cpp:9
  auto wait = [] { sleep(2); }; // warns: 'sleep' blocks
  jobs::with_lock(wait);
  jobs::each(3, [](int n) { sleep(n); }); // warns: 'sleep' blocks
  jobs::each(3, util::settle); // warns: 'util::settle' blocks // chain: util::settle@util/io.cpp:14
  queue.drain(3, [](int n) { sleep(n); }); // warns: 'sleep' blocks
  co_await rt::tick();
}

task<void> handed_on() {
  jobs::retried([] { sleep(3); }); // warns: 'sleep' blocks
  jobs::guarded([] { sleep(4); }); // warns: 'sleep' blocks
  jobs::flush_all(); // warns: 'jobs::flush_all' blocks // chain: jobs::flush_all@jobs/retry.cpp:18
  jobs::ping(3, [](int n) { sleep(n); });
  jobs::pong(3, util::settle);
  co_await rt::tick();
}

task<void> overridden(jobs::runner &runner, jobs::shelf &shelf) {
  runner.run([] { sleep(9); }); // warns: 'sleep' blocks
  shelf.put([] { sleep(10); });
  co_await rt::tick();
}

task<void> overridden_though_defined(jobs::step &step, jobs::skipped_step &skipped) {
  step.take([] { sleep(11); }); // warns: 'sleep' blocks
  jobs::walk(step, [] { sleep(12); }); // warns: 'sleep' blocks
  skipped.take([] { sleep(13); });
  jobs::skip(skipped, [] { sleep(14); });
  step.jobs::step::take([] { sleep(15); });
  jobs::step plain;
  plain.take([] { sleep(16); });
  co_await rt::tick();
}

task<void> waited_for() {
  jobs::with_lock([] {
    rt::sync_wait(rt::slow_start()); // warns: 'rt::sync_wait' waits for an awaitable
  });
  jobs::retried([] { rt::sync_wait(rt::slow_start()); }); // warns: 'rt::sync_wait' waits for an awaitable
  jobs::at_exit([] { rt::sync_wait(rt::slow_start()); });
  co_await rt::tick();
}

task<void> kept() {
  jobs::at_exit([] { sleep(5); });
  jobs::at_exit_too([] { sleep(6); });
  jobs::in_background([] { sleep(7); });
  jobs::submit([] { sleep(8); });
  co_await rt::tick();
}

} // namespace app
