// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the stand-ins' coroutine types and awaitables have in common.
#pragma once
#include <coroutine>

namespace stand_in {

template <class T> struct awaitable {
  awaitable();
  awaitable(awaitable &&other);
  awaitable &operator=(awaitable &&other);
  ~awaitable();
  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
};

template <class Type, class T, class Start> struct promise_base {
  Type get_return_object();
  Start initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};

template <class Type, class T, class Start = std::suspend_always> struct promise : promise_base<Type, T, Start> {
  void return_value(T value);
};
template <class Type, class Start> struct promise<Type, void, Start> : promise_base<Type, void, Start> {
  void return_void();
};

/// Of generators that cannot await.
template <class Type, class T> struct generator_promise : promise_base<Type, T, std::suspend_always> {
  std::suspend_always yield_value(T value);
  void return_void();
  template <class U> void await_transform(U &&value) = delete;
};

} // namespace stand_in
