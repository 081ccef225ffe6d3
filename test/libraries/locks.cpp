// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plain locks, which only count when asked for.
// RUN: %lint %s blocking-call -o Kinds=lock
#include "task.hpp"
#include <chrono>
#include <cstdio>
#include <mutex>
#include <pthread.h>
#include <shared_mutex>
#include <threads.h>

using namespace std::chrono_literals;

task<void> tick();
void work();

task<void> locks_bad(std::mutex &m, std::timed_mutex &t, std::shared_timed_mutex &s, std::once_flag &once,
                     pthread_mutex_t *posix, pthread_rwlock_t *rw, pthread_spinlock_t *spin, mtx_t *c,
                     const timespec *time) {
  { std::lock_guard lock(m); } // warns: (lock)
  { std::unique_lock lock(m); } // warns: (lock)
  { std::unique_lock lock(t, 1s); } // warns: (lock)
  { std::scoped_lock lock(m, t); } // warns: (lock)
  { std::shared_lock lock(s); } // warns: (lock)
  m.lock(); // warns: (lock)
  m.unlock();
  t.try_lock_for(1s); // warns: (lock)
  s.lock_shared(); // warns: (lock)
  s.try_lock_shared_until(std::chrono::steady_clock::now() + 1s); // warns: (lock)
  std::call_once(once, work); // warns: (lock)
  pthread_mutex_lock(posix); // warns: (lock)
  pthread_mutex_timedlock(posix, time); // warns: (lock)
  pthread_mutex_clocklock(posix, CLOCK_MONOTONIC, time); // warns: (lock)
  pthread_rwlock_rdlock(rw); // warns: (lock)
  pthread_rwlock_timedwrlock(rw, time); // warns: (lock)
  pthread_spin_lock(spin); // warns: (lock)
  mtx_lock(c); // warns: (lock)
  mtx_timedlock(c, time); // warns: (lock)
  flockfile(stdin); // warns: (lock)
  co_await tick(); // warns lock-across-await: 's'
}

task<void> locks_ok(std::mutex &m, std::timed_mutex &t, pthread_mutex_t *posix, pthread_rwlock_t *rw,
                    pthread_spinlock_t *spin, mtx_t *c) {
  co_await tick();
  timespec past = {};
  { std::unique_lock lock(m, std::defer_lock); }
  { std::unique_lock lock(m, std::try_to_lock); }
  { std::lock_guard lock(m, std::adopt_lock); }
  { std::scoped_lock lock(std::adopt_lock, m); }
  { std::scoped_lock none; }
  { std::unique_lock<std::mutex> none; }
  { std::unique_lock lock(t, 0s); }
  t.try_lock_for(0ms);
  std::try_lock(m, t);
  pthread_mutex_trylock(posix);
  pthread_mutex_timedlock(posix, &past);
  pthread_mutex_clocklock(posix, CLOCK_MONOTONIC, &past);
  pthread_rwlock_tryrdlock(rw);
  pthread_spin_trylock(spin);
  mtx_trylock(c);
  mtx_timedlock(c, &past);
  flockfile(stdout);
}
