// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that doesn't compile may give a lock back all the same; so may
// what calls it.
// RUN: %lint %s lock-across-await
// does-not-compile
// error: undeclared identifier 'missing' (and 7 more)
#include "task.hpp"
#include <mutex>

task<void> work();

void release(std::mutex &m) { m.unlock(missing); }
void release_deep(std::mutex &m) { release(m); }

class guard {
public:
  explicit guard(std::unique_lock<std::mutex> &lock) : lock_(lock) {}
  ~guard() { lock_.unlock(missing); }

private:
  std::unique_lock<std::mutex> &lock_;
};

task<void> given_back_ok(std::mutex &m) {
  m.lock();
  release(m);
  co_await work();
}

task<void> given_back_deep_ok(std::mutex &m) {
  m.lock();
  release_deep(m);
  co_await work();
}

task<void> given_back_at_the_end_ok(std::mutex &m) {
  std::unique_lock lock(m);
  { guard g(lock); }
  co_await work();
}

task<void> in_a_lambda_ok(std::mutex &m) {
  auto inner = [&]() -> task<void> {
    m.lock();
    co_await work();
    m.unlock();
  };
  inner(missing);
  co_await work();
}

task<void> keeps(std::unique_lock, <std::mutex> lock) { co_await work(); }

// Of an await of what has a broken signature, Clang keeps no trace.
task<void> handed_over_ok(std::mutex &m) {
  std::unique_lock lock(m);
  co_await keeps(std::move(lock));
  co_await work();
}

template <class T> task<void> handed_over_in_template_ok(std::mutex &m, T) {
  std::unique_lock lock(m);
  co_await keeps(std::move(lock));
  co_await work();
}
template task<void> handed_over_in_template_ok(std::mutex &, int);

// What is known of the rest isn't lost.
template <bool Waits> task<int> left_out_bad(std::mutex &m) {
  m.lock();
  co_await work(); // warns: holds 'm'
  m.unlock();
  if constexpr (Waits)
    co_await work();
  co_return 1;
}
template task<int> left_out_bad<false>(std::mutex &);

task<void> whole_bad(std::mutex &m) {
  m.lock();
  co_await work(); // warns: holds 'm'
  m.unlock();
}

// A class that isn't closed takes in what follows it: here templates that
// nobody instantiates.

template <class F> struct scope_exit {
  F f;
  ~scope_exit() { f(); }

class waiter {
public:
  explicit waiter(std::unique_lock<std::mutex> &lock) : lock_(lock) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { lock_.unlock(); }
  void await_resume() { lock_.lock(); }

private:
  std::unique_lock<std::mutex> &lock_;
};

task<void> swallowed_ok(std::mutex &m) {
  std::unique_lock lock(m);
  co_await waiter(lock);
}
