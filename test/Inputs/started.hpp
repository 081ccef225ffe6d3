// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A future that starts the coroutine that it is made of, though that waits for
// somebody to do so.
#pragma once
#include <coroutine>

template <class T> struct started_promise;
template <class T> struct unstarted {
  using promise_type = started_promise<T>;
  std::coroutine_handle<promise_type> handle;
};
template <class T> struct started_future {
  using promise_type = started_promise<T>;
  T value{};
  started_future(unstarted<T> &&b) {
    b.handle.promise().target = this;
    b.handle.resume();
  }
  started_future(const started_future &) = delete;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return value; }
};
template <class T> struct started_promise {
  started_future<T> *target = nullptr;
  unstarted<T> get_return_object() { return {std::coroutine_handle<started_promise>::from_promise(*this)}; }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T v) { target->value = v; }
  void unhandled_exception() {}
};
