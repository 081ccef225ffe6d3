// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcoro, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <libcoro.hpp>
#include <memory>
#include <unistd.h>

using coro::task;
using namespace std::chrono_literals;

task<> tick();

task<> waits_bad(std::shared_ptr<coro::scheduler> scheduler, std::shared_ptr<coro::thread_pool> pool,
                 coro::io_scheduler &older) {
  coro::sync_wait(tick()); // warns sync-wait: 'coro::sync_wait'
  scheduler->process_events(10ms); // warns sync-wait: 'coro::scheduler::process_events'
  older.process_events(10ms); // warns sync-wait: 'coro::io_scheduler::process_events'
  pool->shutdown(); // warns: 'coro::thread_pool::shutdown'
  scheduler->shutdown(); // warns: 'coro::scheduler::shutdown'
  co_await tick();
}

task<> waits_ok(std::shared_ptr<coro::scheduler> scheduler, std::shared_ptr<coro::thread_pool> pool) {
  scheduler->process_events();
  scheduler->process_events(0ms);
  pool->spawn_detached(tick());
  scheduler->spawn_detached(tick());
  co_await tick();
}

task<> joinable_bad(std::shared_ptr<coro::thread_pool> pool) {
  co_await tick();
  pool->spawn_joinable(tick()); // warns unawaited: task
}

// Starting tasks uses up them, not the group.
task<> group_ok(coro::thread_pool &pool) {
  coro::task_group<coro::thread_pool> group{pool};
  for (int i = 0; i < 3; ++i)
    (void)group.start(tick());
  co_await group;
}

task<> on_the_pool_ok(std::shared_ptr<coro::thread_pool> pool) {
  co_await pool->schedule();
  sleep(1);
}

task<> yielded_to_the_pool_ok(std::shared_ptr<coro::thread_pool> pool) {
  co_await pool->yield();
  sleep(1);
}

task<> on_the_scheduler_bad(std::shared_ptr<coro::scheduler> scheduler) {
  co_await scheduler->schedule();
  sleep(1); // warns: 'sleep'
}

task<> on_the_older_scheduler_bad(std::shared_ptr<coro::io_scheduler> scheduler) {
  co_await scheduler->schedule();
  sleep(1); // warns: 'sleep'
}

coro::generator<int> numbers_ok() {
  sleep(1);
  co_yield 1;
}
