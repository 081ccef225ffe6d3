// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What looks like it and isn't.
// RUN: %lint %s lock-across-await
#include "generator.hpp"
#include "task.hpp"
#include <condition_variable>
#include <coroutine>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <semaphore>
#include <shared_mutex>
#include <utility>
#include <vector>

task<void> work();
task<int> value();
std::mutex m, other;

task<void> inner_scope_ok() {
  {
    std::lock_guard lock(m);
  }
  co_await work();
}
task<void> before_ok() {
  co_await work();
  std::lock_guard lock(m);
}
task<void> unlocked_ok() {
  std::unique_lock lock(m);
  lock.unlock();
  co_await work();
  lock.lock();
}
task<void> unlocked_on_all_paths_ok(bool a) {
  std::unique_lock lock(m);
  if (a) {
    lock.unlock();
  } else {
    lock.unlock();
  }
  co_await work();
}
task<void> loop_ok() {
  for (int i = 0; i < 3; ++i) {
    std::unique_lock lock(m);
    if (i == 1)
      continue;
    lock.unlock();
    co_await work();
  }
  co_await work();
}
task<void> break_ok() {
  while (true) {
    std::lock_guard lock(m);
    break;
  }
  co_await work();
}
task<void> goto_ok() {
first:
  co_await work();
  std::lock_guard lock(m);
  goto first;
}
task<void> deferred_ok() {
  std::unique_lock lock(m, std::defer_lock);
  co_await work();
}
task<void> default_constructed_ok() {
  std::unique_lock<std::mutex> lock;
  std::scoped_lock none;
  co_await work();
}
task<void> dies_at_once_ok() {
  std::lock_guard{m};
  (void)std::unique_lock(m);
  co_await work();
}
task<void> reference_ok(std::unique_lock<std::mutex> &lock, std::lock_guard<std::mutex> &other,
                        std::unique_lock<std::mutex> &&moved) {
  co_await work();
}
task<void> unlocks_the_callers_ok(std::unique_lock<std::mutex> &lock) {
  lock.unlock();
  co_await work();
  lock.lock();
}
task<void> never_suspends_ok() {
  std::lock_guard lock(m);
  co_await std::suspend_never{};
}
struct ready : std::suspend_never {};
struct always_ready {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return 1; }
};
task<void> always_ready_ok() {
  std::lock_guard lock(m);
  co_await ready{};
  int x = co_await always_ready{};
  (void)x;
}

// Tests of the lock

task<void> not_taken_ok() {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock)
    co_await work();
}
task<void> else_ok() {
  std::unique_lock lock(m, std::try_to_lock);
  if (lock.owns_lock())
    lock.unlock();
  else
    co_await work();
  co_await work();
}
task<void> taken_return_ok() {
  std::unique_lock lock(m, std::try_to_lock);
  if (lock)
    co_return;
  co_await work();
}
task<void> try_lock_failed_ok() {
  if (!m.try_lock()) {
    co_await work();
    co_return;
  }
  m.unlock();
  co_await work();
}
task<void> try_until_ok() {
  while (!m.try_lock())
    co_await work();
  m.unlock();
}
task<void> result_kept_ok(bool want) {
  bool ok = want && m.try_lock();
  if (!ok)
    co_await work();
  if (ok)
    m.unlock();
  co_await work();
}
task<void> same_condition_ok(bool locked) {
  std::unique_lock lock(m, std::defer_lock);
  if (locked)
    lock.lock();
  if (!locked)
    co_await work();
}
task<void> posix_failed_ok(pthread_mutex_t *p) {
  if (pthread_mutex_lock(p) != 0) {
    co_await work();
    co_return;
  }
  pthread_mutex_unlock(p);
  int error = pthread_mutex_trylock(p);
  if (error)
    co_await work();
}
task<void> switch_on_result_ok(pthread_mutex_t *p) {
  switch (pthread_mutex_trylock(p)) {
  case 0:
    pthread_mutex_unlock(p);
    break;
  default:
    co_await work();
  }
}

// Bare locks

task<void> bare_ok() {
  m.lock();
  m.unlock();
  co_await work();
}
task<void> alias_ok(std::mutex *p) {
  std::mutex &r = *p;
  r.lock();
  p->unlock();
  co_await work();
}
struct shard {
  std::mutex m;
};
task<void> other_name_ok(shard *shards, int i, int j) {
  shards[i].m.lock();
  shards[j].m.unlock();
  co_await work();
}
task<void> released_and_unlocked_ok() {
  std::unique_lock lock(m);
  lock.release()->unlock();
  co_await work();
}
task<void> released_kept_ok() {
  std::unique_lock lock(m);
  std::mutex *p = lock.release();
  p->unlock();
  co_await work();
}
task<void> unlocked_by_hand_ok() {
  std::unique_lock lock(m);
  lock.mutex()->unlock();
  co_await work();
}
task<void> exception_ok(bool fail) {
  try {
    std::unique_lock lock(m);
    if (fail)
      throw 1;
  } catch (int) {
  }
  co_await work();
}
task<void> unlock_in_handler_ok() {
  m.lock();
  try {
    throw 1;
  } catch (...) {
    m.unlock();
  }
  co_await work();
}

// Guards on the way

task<void> keeps(std::unique_lock<std::mutex> lock) {
  lock.unlock();
  co_return;
}
task<void> handed_over_ok() {
  std::unique_lock lock(m);
  co_await keeps(std::move(lock));
  co_await work();
}
void store(std::unique_lock<std::mutex> &&);
task<void> moved_away_ok() {
  std::unique_lock lock(m);
  store(std::move(lock));
  co_await work();
}
task<void> moved_and_gone_ok() {
  std::unique_lock lock(m);
  {
    auto second = std::move(lock);
  }
  co_await work();
}
task<void> replaced_ok() {
  std::unique_lock lock(m);
  lock = std::unique_lock<std::mutex>();
  co_await work();
}
task<void> swapped_ok() {
  std::unique_lock lock(m);
  {
    std::unique_lock<std::mutex> empty;
    std::swap(lock, empty);
  }
  co_await work();
}
task<void> optional_ok() {
  std::optional<std::lock_guard<std::mutex>> lock;
  co_await work();
  lock.emplace(m);
  lock.reset();
  co_await work();
}
task<void> smart_pointer_ok() {
  auto lock = std::make_unique<std::unique_lock<std::mutex>>(m);
  lock->unlock();
  co_await work();
  lock = std::make_unique<std::unique_lock<std::mutex>>(m);
  lock.reset();
  co_await work();
}
std::unique_lock<std::mutex> none() { return {}; }
std::unique_lock<std::mutex> later() { return std::unique_lock(m, std::defer_lock); }
task<void> unlocked_helper_ok() {
  auto a = none();
  auto b = later();
  co_await work();
}
void unlock_it(std::unique_lock<std::mutex> &lock) { lock.unlock(); }
task<void> unlocked_by_helper_ok() {
  std::unique_lock lock(m);
  unlock_it(lock);
  co_await work();
}
void enclosing_lock_ok() {
  std::lock_guard lock(m);
  auto coroutine = []() -> task<void> { co_await work(); };
  (void)coroutine;
}
task<void> nested_function_ok() {
  auto plain = [] { std::lock_guard lock(m); };
  plain();
  co_await work();
}
task<void> unevaluated_ok() {
  using type = decltype(std::unique_lock(m));
  co_await work();
}

// What no thread owns

struct async_mutex {
  task<std::unique_lock<async_mutex>> scoped_lock();
  task<void> lock();
  void unlock();
};
task<void> async_mutex_ok(async_mutex &am) {
  auto lock = co_await am.scoped_lock();
  co_await work();
  lock.unlock();
  co_await am.lock();
  co_await work();
  am.unlock();
}
task<void> async_guard_ok(async_mutex &am) {
  co_await am.lock();
  std::unique_lock<async_mutex> lock(am, std::adopt_lock);
  co_await work();
}
task<void> async_parameter_ok(std::unique_lock<async_mutex> lock) { co_await work(); }
task<std::unique_lock<std::mutex>> acquire();
task<void> obtained_by_await_ok() {
  auto lock = co_await acquire();
  co_await work();
}
task<void> semaphore_ok(std::counting_semaphore<3> &s, std::binary_semaphore &b) {
  if (s.try_acquire() && b.try_acquire())
    co_await work();
  b.release();
  s.release();
}
struct door {
  void lock() { locked = true; }
  void unlock() { locked = false; }
  bool locked = false;
};
task<void> no_mutex_ok(door &d, std::weak_ptr<int> weak) {
  d.lock();
  auto strong = weak.lock();
  co_await work();
}

// Own classes

class own_guard {
public:
  explicit own_guard(std::mutex &m) : m_(m) { m_.lock(); }
  ~own_guard() {
    if (owned_)
      m_.unlock();
  }
  void unlock() {
    m_.unlock();
    owned_ = false;
  }

private:
  std::mutex &m_;
  bool owned_ = true;
};
task<void> own_guard_ok() {
  own_guard guard(m);
  guard.unlock();
  co_await work();
}
struct cache {
  std::mutex m_;
  int get() const;
  void set(int) {
    std::lock_guard lock(m_);
    ++n;
  }
  int n = 0;
};
task<void> class_with_a_mutex_ok() {
  cache c;
  c.set(1);
  co_await work();
}
struct holder {
  std::unique_lock<std::mutex> lock;
};
task<void> holder_ok() {
  holder empty;
  holder h{std::unique_lock(m)};
  h.lock.unlock();
  co_await work();
}
template <class F> struct scope_exit {
  F f;
  explicit scope_exit(F f) : f(f) {}
  ~scope_exit() { f(); }
};
task<void> scope_exit_ok() {
  {
    m.lock();
    scope_exit unlock([] { m.unlock(); });
  }
  co_await work();
}
class waiter {
public:
  explicit waiter(std::unique_lock<std::mutex> &lock) : lock_(lock) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { lock_.unlock(); }
  void await_resume() { lock_.lock(); }

private:
  std::unique_lock<std::mutex> &lock_;
};
task<void> unlocked_while_suspended_ok() {
  std::unique_lock lock(m);
  co_await waiter(lock);
}
class moving_waiter {
public:
  explicit moving_waiter(std::unique_lock<std::mutex> &lock) : lock_(std::move(lock)) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { auto unlocks = std::move(lock_); }
  void await_resume() {}

private:
  std::unique_lock<std::mutex> lock_;
};
task<void> moved_while_suspended_ok() {
  std::unique_lock lock(m);
  co_await moving_waiter(lock);
}
generator<int> generator_ok() {
  int n;
  {
    std::lock_guard lock(m);
    n = 1;
  }
  co_yield n;
}
template <class T> task<void> pattern_ok(T) {
  std::unique_lock lock(m);
  lock.unlock();
  co_await work();
  {
    std::lock_guard<std::mutex> inner(m);
  }
  co_await work();
}
template <class Mutex> task<void> dependent_ok(Mutex &mutex) {
  std::unique_lock<Mutex> lock(mutex, std::defer_lock);
  co_await work();
}
task<void> large_numbers_ok(unsigned long n) {
  std::unique_lock lock(m);
  bool all = n == 0xffff'ffff'ffff'ffff;
  switch (n) {
  case 0x8000'0000'0000'0000:
    break;
  default:
    all = false;
  }
  lock.unlock();
  if (all)
    co_await work();
}

// What it holds depends on the template's parameter.
template <class T, class F> task<void> wrapped_parameter_ok(F f, T first) {
  std::optional<T> value;
  value.emplace(std::move(first));
  co_await f(std::move(*value));
}

// Whoever gets a lambda that unlocks may call it.
void call_back(const std::function<void()> &f);
task<void> unlocked_through_invoke_ok() {
  std::unique_lock lock(m);
  auto release = [&] { lock.unlock(); };
  std::invoke(release);
  co_await work();
}
task<void> unlocked_in_a_callback_ok() {
  std::unique_lock lock(m);
  call_back([&] { lock.unlock(); });
  co_await work();
}
task<void> unlocked_in_a_named_callback_ok() {
  std::unique_lock lock(m);
  std::function<void()> release = [&] { lock.unlock(); };
  call_back(release);
  co_await work();
}

// What captures something in a template has no type yet.
template <class T> struct queue_of {
  template <class F> static void use(F f);
  task<void> captured_ok(T first) {
    {
      std::lock_guard lock(mutex);
      use([this] { return size(); });
      use([first, &all = *this] { return all.size() + first; });
    }
    co_await work();
  }
  int size();
  std::mutex mutex;
};

// An asynchronous condition variable unlocks while it waits.
task<void> wait_for_change(std::unique_lock<std::mutex> &lock) {
  lock.unlock();
  co_await work();
  lock.lock();
}
struct condition {
  task<void> wait(std::unique_lock<std::mutex> &lock);
};
task<void> condition_variable_ok(condition &changed, bool &ready) {
  std::unique_lock lock(m);
  while (!ready)
    co_await wait_for_change(lock);
  while (ready)
    co_await changed.wait(lock);
}

// In a template that nobody instantiates, who unlocks may not be known.
namespace templates {
struct condition {
  struct wait_awaiter {
    std::coroutine_handle<> resume;
    bool await_ready();
    void await_suspend(std::coroutine_handle<> h) { resume = h; }
    void await_resume();
  };
  wait_awaiter wait(std::unique_lock<std::mutex> &lock);
};
std::mutex m;
template <class T> task<void> unlocked_by_a_lambda_ok(T x) {
  std::unique_lock lock(m);
  auto unlock = [&] { lock.unlock(); };
  unlock();
  co_await work();
}
template <class T> struct channel_ok {
  std::mutex mutex;
  condition filled;
  std::vector<T> items;
  task<T> pop() {
    std::unique_lock lock(mutex);
    while (items.empty())
      co_await filled.wait(lock);
    co_return items.back();
  }
};
} // namespace templates

// What is derived from a container or a smart pointer is no lock.
struct list : std::vector<int> {
  using std::vector<int>::vector;
};
struct owner : std::unique_ptr<int> {};
struct stack : private std::vector<int> {
  void add(int i) { push_back(i); }
};
task<void> derived_ok() {
  list l;
  l.push_back(1);
  owner o;
  o.reset();
  stack s;
  s.add(1);
  co_await work();
}

// An asynchronous condition variable that is given the mutex.
struct mutex_condition {
  task<void> block();
  task<void> wait(std::mutex &m) {
    m.unlock();
    co_await block();
    m.lock();
  }
  task<void> done(std::mutex &m);
};
std::mutex given;
mutex_condition given_filled;
task<void> given_mutex_ok() {
  {
    std::unique_lock lock(given);
    co_await given_filled.wait(given);
  }
  given.lock();
  co_await given_filled.done(given);
  given.unlock();
}

// A guard that takes the lock if it is free, and gives it back the same way.
struct try_lockable {
  void lock();
  void unlock();
  bool try_lock();
  bool try_unlock();
};
struct trying_guard {
  try_lockable *held;
  explicit trying_guard(try_lockable &l) : held(l.try_lock() ? &l : nullptr) {}
  ~trying_guard() {
    if (held)
      held->try_unlock();
  }
};
try_lockable tried;
bool tries() {
  trying_guard guard(tried);
  return guard.held;
}
task<void> tried_ok() {
  if (tries())
    co_await work();
}
