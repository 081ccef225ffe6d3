// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Thread pools without coroutines, whose headers are a stand-in, and which classes count as one by their names.
// RUN: %lint %s blocking-call -- -I %S/Inputs
#include "task.hpp"
#include <thread_pools.hpp>
#include <chrono>
#include <unistd.h>

using namespace std::chrono_literals;

task<void> tick();

task<void> pools_bad(BS::thread_pool<> &pool, BS::multi_future<void> &results, dp::thread_pool<> &other,
                     ctpl::thread_pool &old, task_thread_pool::task_thread_pool &tasks) {
  pool.wait(); // warns: 'BS::thread_pool::wait'
  pool.wait_for(1s); // warns: 'BS::thread_pool::wait_for'
  results.get(); // warns: 'BS::multi_future::get'
  results.wait(); // warns: 'BS::multi_future::wait'
  other.wait_for_tasks(); // warns: 'dp::thread_pool::wait_for_tasks'
  old.stop(); // warns: 'ctpl::thread_pool::stop'
  tasks.wait_for_tasks(); // warns: wait_for_tasks
  BS::thread_pool<> own; // warns: (wait)
  co_await tick();
}

task<void> pools_ok(BS::thread_pool<> &pool, dp::thread_pool<> &other, ctpl::thread_pool &old,
                    task_thread_pool::task_thread_pool &tasks, ThreadPool &simple) {
  pool.wait_for(0s);
  pool.detach_task([] { sleep(1); });
  auto result = pool.submit_task([] { sleep(1); });
  auto results = pool.submit_loop(0, 9, [](int n) { sleep(n); });
  other.enqueue_detach([] { sleep(1); });
  old.push([](int) { sleep(1); });
  tasks.submit_detach([] { sleep(1); });
  simple.enqueue([] { sleep(1); });
  co_await tick();
}

// A class is known as a pool, or as for blocking, by its name.
namespace my {
struct thread_pool {};
} // namespace my
struct WorkerPool {};
struct BlockingExecutor {};
namespace ns {
struct blocking_executor {};
} // namespace ns
struct event_loop {};
struct NonBlockingExecutor {};
struct non_blocking_context {};
template <class Executor> std::suspend_always resume_on(Executor &executor);

task<void> my_thread_pool_ok(my::thread_pool &pool) {
  co_await resume_on(pool);
  sleep(1);
}
task<void> worker_pool_ok(WorkerPool &pool) {
  co_await resume_on(pool);
  sleep(1);
}
task<void> blocking_executor_ok(BlockingExecutor &executor) {
  co_await resume_on(executor);
  sleep(1);
}
task<void> blocking_executor_in_a_namespace_ok(ns::blocking_executor &executor) {
  co_await resume_on(executor);
  sleep(1);
}
task<void> event_loop_bad(event_loop &loop) {
  co_await resume_on(loop);
  sleep(1); // warns: 'sleep'
}
task<void> nonblocking_executor_bad(NonBlockingExecutor &executor) {
  co_await resume_on(executor);
  sleep(1); // warns: 'sleep'
}
task<void> nonblocking_context_bad(non_blocking_context &context) {
  co_await resume_on(context);
  sleep(1); // warns: 'sleep'
}
