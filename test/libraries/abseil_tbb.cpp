// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Abseil and oneTBB: threads and locks.
// RUN: %lint %s blocking-call -o Kinds=sleep,wait,lock
#include "task.hpp"
#include <absl/synchronization/barrier.h>
#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#define TBB_PREVIEW_MUTEXES 1
#include <tbb/tbb.h>
#include <oneapi/tbb/mutex.h>
#include <oneapi/tbb/rw_mutex.h>
#include <thread>
#include <chrono>

task<void> tick();

task<void> abseil_bad(absl::Notification &n, absl::BlockingCounter &c, absl::Barrier &b, absl::Mutex &m,
                      absl::CondVar &cv, bool *ready, absl::Duration d) {
  absl::SleepFor(absl::Seconds(1)); // warns: (sleep)
  absl::SleepFor(d); // warns: (sleep)
  n.WaitForNotification(); // warns: (wait)
  n.WaitForNotificationWithTimeout(absl::Seconds(3)); // warns: (wait)
  c.Wait(); // warns: (wait)
  b.Block(); // warns: (wait)
  m.Lock(); // warns: (lock)
  m.Await(absl::Condition(ready)); // warns: (wait)
  m.LockWhen(absl::Condition(ready)); // warns: (wait)
  cv.Wait(&m); // warns: (wait)
  cv.WaitWithTimeout(&m, absl::Milliseconds(5)); // warns: (wait)
  absl::MutexLock l(&m); // warns: (lock)
  absl::MutexLock l2(&m, absl::Condition(ready)); // warns: (wait)
  absl::ReaderMutexLock l3(&m); // warns: (lock)
  co_await tick(); // warns lock-across-await: 'm'
}

task<void> abseil_ok(absl::Notification &n, absl::BlockingCounter &c, absl::Mutex &m, absl::CondVar &cv, bool *ready) {
  absl::SleepFor(absl::ZeroDuration());
  n.WaitForNotificationWithTimeout(absl::ZeroDuration());
  n.HasBeenNotified();
  n.Notify();
  c.DecrementCount();
  m.TryLock();
  m.Unlock();
  m.AwaitWithTimeout(absl::Condition(ready), absl::ZeroDuration());
  cv.Signal();
  absl::MutexLockMaybe l4(nullptr);
  co_await tick();
}

task<void> tbb_bad(tbb::task_group &g, tbb::concurrent_bounded_queue<int> &q, tbb::flow::graph &fg, tbb::task_arena &a,
                   std::vector<int> &v) {
  int x;
  g.wait(); // warns: (wait)
  g.run_and_wait([] {}); // warns: (wait)
  q.push(1); // warns: (wait)
  q.pop(x); // warns: (wait)
  fg.wait_for_all(); // warns: (wait)
  tbb::parallel_for(0, 10, [](int) {}); // warns: (wait)
  tbb::parallel_for(tbb::blocked_range<int>(0, 10), [](const tbb::blocked_range<int> &) {}); // warns: (wait)
  tbb::parallel_for_each(v, [](int) {}); // warns: (wait)
  oneapi::tbb::parallel_sort(v.begin(), v.end()); // warns: (wait)
  tbb::parallel_invoke([] {}, [] {}); // warns: (wait)
  tbb::parallel_reduce(tbb::blocked_range<int>(0, 10), 0, [](auto, int i) { return i; }, [](int a, int b) { return a + b; }); // warns: (wait)
  a.execute([] { std::this_thread::sleep_for(std::chrono::seconds(1)); }); // warns: (sleep)
  co_await tick();
}

task<void> tbb_ok(tbb::task_group &g, tbb::concurrent_bounded_queue<int> &q, tbb::concurrent_queue<int> &u,
                  tbb::task_arena &a) {
  int x;
  g.run([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  g.cancel();
  q.try_push(1);
  q.try_pop(x);
  u.push(1);
  u.try_pop(x);
  a.enqueue([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  co_await tick();
}

task<void> tbb_locks_bad(tbb::mutex &m, tbb::spin_mutex &s, tbb::queuing_mutex &q, tbb::spin_rw_mutex &rw) {
  m.lock(); // warns: (lock)
  tbb::mutex::scoped_lock l(m); // warns: (lock)
  tbb::spin_mutex::scoped_lock l2(s); // warns: (lock)
  tbb::queuing_mutex::scoped_lock l3(q); // warns: (lock)
  tbb::spin_rw_mutex::scoped_lock l4(rw, false); // warns: (lock)
  tbb::spin_mutex::scoped_lock l5;
  l5.acquire(s); // warns: (lock)
  co_await tick(); // warns lock-across-await: 'm'
}

task<void> tbb_locks_ok(tbb::mutex &m, tbb::spin_mutex &s) {
  co_await tick();
  m.try_lock();
  tbb::spin_mutex::scoped_lock l5;
  l5.try_acquire(s);
}
