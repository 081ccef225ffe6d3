// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is found.
// RUN: %lint %s lock-across-await
#include "generator.hpp"
#include "task.hpp"
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <shared_mutex>
#include <threads.h>
#include <utility>
#include <vector>

task<void> work();
task<int> value();
task<void> consume(int);
std::mutex m, other;
std::shared_mutex rw;
std::recursive_mutex recursive;
std::timed_mutex timed;

// Guards

task<void> lock_guard_bad() {
  std::lock_guard<std::mutex> lock(m); // note: locked here
  co_await work(); // warns: 'co_await' suspends the coroutine while it holds 'lock': others
                   // note: unlock before it
}
task<void> deduced_guards_bad() {
  std::lock_guard a(m);
  std::unique_lock b(other);
  std::shared_lock c(rw);
  std::scoped_lock d(recursive, timed);
  co_await work(); // warns: holds 'a', 'b', 'c' and 'd':
}
task<void> braces_bad() {
  auto lock = std::unique_lock{m};
  co_await work(); // warns: 'lock'
}
task<void> every_point_bad() {
  std::lock_guard lock(m);
  co_await work(); // warns: 'lock'
  int x = co_await value(); // warns: 'lock'
  if (co_await value() > x) // warns: 'lock'
    co_await consume(co_await value()); // warns: 'lock' // warns: 'lock'
  for (int i = co_await value(); i < 3; ++i) // warns: 'lock'
    co_return co_await work(); // warns: 'lock'
}
task<int> returned_bad() {
  std::lock_guard lock(m);
  co_return co_await value(); // warns: 'lock'
}
task<void> inner_scope_bad() {
  {
    std::lock_guard lock(m);
    co_await work(); // warns: 'lock'
  }
  co_await work();
}
task<void> member_function_parameter_bad(std::unique_lock<std::mutex> lock) { // note: 'lock' comes with its lock from the caller
  co_await work(); // warns: 'lock'
}
task<void> recursive_mutex_bad() {
  std::lock_guard lock(recursive);
  co_await work(); // warns: 'lock'
}
generator<int> yields_bad() {
  std::lock_guard lock(m);
  co_yield 1; // warns: 'co_yield' suspends
}
void lambda_bad() {
  auto coroutine = []() -> task<void> {
    std::lock_guard lock(m);
    co_await work(); // warns: 'lock'
  };
  coroutine();  // warns unawaited: discarded
}
struct service {
  std::mutex m_;
  std::unique_lock<std::mutex> guard_;
  task<void> member_bad() {
    std::lock_guard lock(m_);
    co_await work(); // warns: 'lock'
  }
  task<void> bare_member_bad() {
    m_.lock(); // note: locked here
    co_await work(); // warns: 'm_'
    m_.unlock();
  }
  task<void> member_guard_bad() {
    guard_ = std::unique_lock(m_);
    co_await work(); // warns: 'guard_'
  }
};

// Some paths

task<void> unlocked_on_some_paths_bad(bool early) {
  std::unique_lock lock(m);
  if (early)
    lock.unlock();
  co_await work(); // warns: 'lock'
}
task<void> locked_in_a_branch_bad(bool now) {
  std::unique_lock lock(m, std::defer_lock);
  if (now)
    lock.lock(); // note: locked here
  co_await work(); // warns: 'lock'
}
task<void> loop_bad(int n) {
  std::unique_lock lock(m, std::defer_lock);
  for (int i = 0; i < n; ++i) {
    co_await work(); // warns: 'lock'
    lock.lock();
  }
}
task<void> goto_bad(bool again) {
  std::unique_lock lock(m, std::defer_lock);
retry:
  co_await work(); // warns: 'lock'
  lock.lock();
  if (again)
    goto retry;
}
task<void> switch_bad(int n) {
  std::unique_lock lock(m);
  switch (n) {
  case 1:
    lock.unlock();
    break;
  case 2:
    co_await work(); // warns: 'lock'
    break;
  default:
    break;
  }
}
task<void> try_block_bad() try {
  std::lock_guard lock(m);
  co_await work(); // warns: 'lock'
} catch (...) {
}
void may_throw();
task<void> exception_skips_unlock_bad() {
  m.lock();
  try {
    may_throw();
    m.unlock();
  } catch (...) {
  }
  co_await work(); // warns: 'm'
}
task<void> short_circuit_bad(bool a) {
  std::lock_guard lock(m);
  a && co_await value(); // warns: 'lock'
}
task<void> ternary_bad(bool a) {
  std::lock_guard lock(m);
  int x = a ? co_await value() : 0; // warns: 'lock'
  (void)x;
}

// Tests of the lock

task<void> tried_bad() {
  std::unique_lock lock(m, std::try_to_lock);
  co_await work(); // warns: 'lock'
}
task<void> tried_and_tested_bad() {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock)
    co_return;
  co_await work(); // warns: 'lock'
}
task<void> owns_lock_bad() {
  std::unique_lock lock(m, std::try_to_lock);
  if (lock.owns_lock())
    co_await work(); // warns: 'lock'
}
task<void> condition_declaration_bad() {
  if (std::unique_lock lock(m, std::try_to_lock); lock)
    co_await work(); // warns: 'lock'
  if (std::unique_lock lock{m})
    co_await work(); // warns: 'lock'
}
task<void> try_lock_bad() {
  if (m.try_lock()) {
    co_await work(); // warns: 'm'
    m.unlock();
  }
}
task<void> try_lock_early_return_bad() {
  if (!m.try_lock())
    co_return;
  co_await work(); // warns: 'm'
}
task<void> try_lock_result_kept_bad(bool want) {
  bool ok = want && m.try_lock();
  if (ok)
    co_await work(); // warns: 'm'
}
task<void> adopted_bad() {
  m.lock();
  std::lock_guard lock(m, std::adopt_lock); // note: locked here
  co_await work(); // warns: holds 'lock':
}
task<void> deferred_then_locked_together_bad() {
  std::unique_lock a(m, std::defer_lock), b(other, std::defer_lock);
  std::lock(a, b);
  co_await work(); // warns: holds 'a' and 'b':
}

// Bare locks

task<void> bare_bad() {
  m.lock();
  co_await work(); // warns: 'm'
  m.unlock();
}
task<void> bare_shared_bad() {
  rw.lock_shared();
  co_await work(); // warns: 'rw'
  rw.unlock_shared();
}
task<void> std_lock_bad() {
  std::lock(m, other);
  co_await work(); // warns: holds 'm' and 'other':
  m.unlock();
  other.unlock();
}
task<void> std_try_lock_bad() {
  if (std::try_lock(m, other) == -1)
    co_await work(); // warns: holds 'm' and 'other':
}
task<void> pointer_bad(std::mutex *p) {
  p->lock();
  co_await work(); // warns: 'p'
  (*p).unlock();
}
task<void> posix_bad(pthread_mutex_t *p, pthread_rwlock_t *r, mtx_t *c) {
  pthread_mutex_lock(p);
  co_await work(); // warns: 'p'
  pthread_mutex_unlock(p);
  pthread_rwlock_rdlock(r);
  co_await work(); // warns: 'r'
  pthread_rwlock_unlock(r);
  mtx_lock(c);
  co_await work(); // warns: 'c'
  mtx_unlock(c);
  if (pthread_mutex_trylock(p) == 0)
    co_await work(); // warns: 'p'
}
task<void> posix_result_bad(pthread_mutex_t *p) {
  int error = pthread_mutex_trylock(p);
  if (error != 0)
    co_return;
  co_await work(); // warns: 'p'
}
task<void> released_bad() {
  std::unique_lock lock(m);
  lock.release(); // m stays locked
  co_await work(); // warns: 'm'
  m.unlock();
}

// Guards on the way

std::unique_lock<std::mutex> hidden_helper();
std::unique_lock<std::mutex> helper() { return std::unique_lock(m); }
task<void> from_a_helper_bad() {
  auto lock = hidden_helper();
  co_await work(); // warns: 'lock'
}
task<void> from_a_visible_helper_bad() {
  auto lock = helper(); // note: locked here
  co_await work(); // warns: 'lock'
}
task<void> moved_to_another_bad() {
  std::unique_lock lock(m);
  {
    std::unique_lock second = std::move(lock);
    co_await work(); // warns: holds 'second':
  }
  co_await work();
}
task<void> assigned_bad() {
  std::unique_lock<std::mutex> lock;
  lock = std::unique_lock(m);
  co_await work(); // warns: 'lock'
}
task<void> swapped_bad() {
  std::unique_lock<std::mutex> lock(m), empty;
  empty.swap(lock);
  lock.unlock();
  co_await work(); // warns: holds 'empty':
}
task<void> temporary_bad() {
  std::lock_guard(m), co_await work(); // warns: holds a lock:
  co_await work();
}
task<void> optional_bad() {
  std::optional<std::unique_lock<std::mutex>> lock;
  lock.emplace(m);
  co_await work(); // warns: 'lock'
  lock.reset();
  co_await work();
}
task<void> smart_pointer_bad() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(m);
  co_await work(); // warns: 'lock'
}
task<void> container_bad() {
  std::vector<std::unique_lock<std::mutex>> locks;
  locks.emplace_back(m);
  co_await work(); // warns: 'locks'
}
task<void> captured_bad() {
  std::unique_lock lock(m);
  auto later = [held = std::move(lock)] {};
  co_await work(); // warns: holds 'later':
}

// Own classes

class own_guard {
public:
  explicit own_guard(std::mutex &m) : m_(m) { m_.lock(); }
  ~own_guard() { m_.unlock(); }
  void unlock() { m_.unlock(); }

private:
  std::mutex &m_;
};
task<void> own_guard_bad() {
  own_guard guard(m); // note: locked here
  co_await work(); // warns: 'guard'
}
struct holder {
  std::lock_guard<std::mutex> lock;
  int value = 0;
};
struct outer {
  explicit outer(std::mutex &m) : inner{std::lock_guard(m)} {}
  holder inner;
};
struct derived : std::unique_lock<std::mutex> {
  using std::unique_lock<std::mutex>::unique_lock;
};
task<void> holder_bad() {
  holder h{std::lock_guard(m)};
  co_await work(); // warns: 'h.lock'
}
task<void> holder_in_holder_bad() {
  outer o(m);
  co_await work(); // warns: 'o.inner.lock'
}
task<void> base_bad() {
  derived d(m);
  co_await work(); // warns: 'd'
}
class [[clang::scoped_lockable]] annotated {
public:
  explicit annotated(std::mutex &) __attribute__((exclusive_lock_function()));
  ~annotated() __attribute__((unlock_function()));
};
task<void> scoped_lockable_bad() {
  annotated lock(m);
  co_await work(); // warns: 'lock'
}
class spin_lock {
public:
  void lock() {
    while (__atomic_test_and_set(&taken, __ATOMIC_ACQUIRE)) {
    }
  }
  void unlock() { __atomic_clear(&taken, __ATOMIC_RELEASE); }

private:
  bool taken = false;
};
task<void> own_mutex_bad(spin_lock &s) {
  s.lock();
  co_await work(); // warns: 's'
  s.unlock();
}
task<void> guard_of_own_mutex_bad(spin_lock &s) {
  std::lock_guard lock(s);
  co_await work(); // warns: 'lock'
}

// Templates

template <class Mutex> task<void> instantiated_bad(Mutex &mutex) {
  std::unique_lock<Mutex> lock(mutex);
  co_await work(); // warns: 'lock'
}
template task<void> instantiated_bad(std::mutex &);
template task<void> instantiated_bad(std::timed_mutex &);
template <class T> task<void> pattern_bad(T) {
  std::unique_lock lock(m);
  co_await work(); // warns: 'lock'
}
template <class T> struct container {
  std::mutex m_;
  task<void> push_bad(T) {
    std::lock_guard<std::mutex> lock(m_);
    co_await work(); // warns: 'lock'
  }
};
#define LOCKED(mutex) std::lock_guard lock_of_macro(mutex)
#define AWAIT(x) co_await x
task<void> macro_bad() {
  LOCKED(m);
  AWAIT(work()); // warns: 'lock_of_macro'
}
void call_back(void (*f)(), const std::unique_lock<std::mutex> &);
task<void> with_another_lambda_bad() {
  std::unique_lock lock(m);
  call_back([] {}, lock);
  co_await work(); // warns: 'lock'
}
// Each guard may hold its mutex or not: more ways through here than anybody can follow.
task<void> many_ways_bad(std::vector<std::mutex> &all) {
#define TRY(n) std::unique_lock guard_##n(all[n], std::try_to_lock);
#define TRY_EIGHT(n) TRY(n##0) TRY(n##1) TRY(n##2) TRY(n##3) TRY(n##4) TRY(n##5) TRY(n##6) TRY(n##7)
  TRY_EIGHT(1) TRY_EIGHT(2) TRY_EIGHT(3)
  std::unique_lock lock(m);
  co_await work(); // warns: 'lock'
}

task<void> takes_no_notice(std::unique_lock<std::mutex> &) { co_await work(); }
task<void> looks_only(const std::unique_lock<std::mutex> &lock);
task<void> lent_in_vain_bad() {
  std::unique_lock lock(m);
  co_await takes_no_notice(lock); // warns: 'lock'
  co_await looks_only(lock); // warns: 'lock'
}
