// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes that name the promise of another coroutine type: no coroutine returns
// them, something has made them of one, and may have started it.
// RUN: %lint %s unawaited
#include <coroutine>
#include <utility>

template <class Promise> struct running {
  using promise_type = Promise;
  std::coroutine_handle<Promise> coroutine;
  bool await_ready() const { return coroutine.done(); }
  void await_suspend(std::coroutine_handle<> waiting) { coroutine.promise().waiting = waiting; }
  void await_resume() const {}
};
template <class Promise> struct [[nodiscard]] important : running<Promise> {};

template <class T = void> struct job {
  struct promise_type {
    std::coroutine_handle<> waiting;
    job<T> get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> coroutine;
  running<promise_type> start() && {
    coroutine.resume();
    return {coroutine};
  }
  important<promise_type> start_important() && {
    coroutine.resume();
    return {coroutine};
  }
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
    coroutine.promise().waiting = waiting;
    return coroutine;
  }
  void await_resume() const {}
};

// A coroutine may return this one: a job becomes it.
struct named_job {
  using promise_type = job<>::promise_type;
  named_job(job<> made) : made(made) {}
  job<> made;
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) { return made.await_suspend(waiting); }
  void await_resume() const {}
};

job<> work();
named_job named();

job<> handle_ok() {
  auto started = work().start();
  work().start();
  co_return;
}

job<> important_handle_bad() {
  auto started = work().start_important(); // warns: 'started' holds a 'important' that is never awaited: nobody learns
  co_await work();                         // suggested@-1: co_await work().start_important();
}

job<> made_from_what_is_returned_bad() {
  named(); // warns: 'named_job' // fixed: co_await named();
  co_return;
}

job<> lazy_bad() {
  auto pending = work(); // warns: 'pending' holds a 'job' // fixed: co_await work();
  co_return;
}
