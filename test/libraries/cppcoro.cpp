// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cppcoro, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <cppcoro.hpp>
#include <unistd.h>

using cppcoro::task;

task<> tick();

task<> waits_bad(cppcoro::io_service &io, const char *path) {
  cppcoro::sync_wait(tick()); // warns sync-wait: 'cppcoro::sync_wait'
  io.process_events(); // warns sync-wait: 'cppcoro::io_service::process_events'
  io.process_one_event(); // warns sync-wait: 'cppcoro::io_service::process_one_event'
  auto file = cppcoro::read_only_file::open(io, path); // warns: 'cppcoro::read_only_file::open'
  co_await tick();
}

task<> waits_ok(cppcoro::io_service &io, cppcoro::read_only_file &file, cppcoro::async_mutex &mutex, char *buffer) {
  io.process_pending_events();
  io.process_one_pending_event();
  io.stop();
  co_await file.read(0, buffer, 1);
  auto lock = co_await mutex.scoped_lock_async();
  co_await tick();
}

task<> on_the_pool_ok(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  sleep(1);
}

task<> scheduled_on_the_pool_ok(cppcoro::static_thread_pool &pool) {
  co_await cppcoro::schedule_on(pool, tick());
  sleep(1);
}

task<> resumed_on_the_pool_ok(cppcoro::static_thread_pool &pool) {
  co_await cppcoro::resume_on(pool, tick());
  sleep(1);
}

task<> on_the_loop_bad(cppcoro::io_service &io) {
  co_await io.schedule();
  sleep(1); // warns: 'sleep'
}

task<> resumed_on_the_loop_bad(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  co_await pool.schedule();
  co_await cppcoro::resume_on(io, tick());
  sleep(1); // warns: 'sleep'
}

cppcoro::generator<int> numbers_ok() {
  sleep(1);
  co_yield 1;
}
