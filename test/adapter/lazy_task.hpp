// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A coroutine type as cppcoro's or libcoro's: it starts when it is awaited,
// knows no executor, and gives its result to the coroutine that awaits it.

#ifndef COROLINT_TEST_ADAPTER_LAZY_TASK_HPP
#define COROLINT_TEST_ADAPTER_LAZY_TASK_HPP

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

template <class T> class lazy_task;

struct go_on : std::suspend_always {
  template <class Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> coroutine) noexcept {
    return coroutine.promise().awaiting;
  }
};

struct lazy_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  go_on final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { thrown = std::current_exception(); }

  std::coroutine_handle<> awaiting;
  std::exception_ptr thrown;
};

template <class T> struct lazy_promise : lazy_promise_base {
  using kept = std::conditional_t<std::is_reference_v<T>,
                                  std::remove_reference_t<T> *, T>;
  lazy_task<T> get_return_object();
  void return_value(T value) {
    if constexpr (std::is_reference_v<T>)
      result = &value;
    else
      result = std::move(value);
  }
  std::optional<kept> result;
};

template <> struct lazy_promise<void> : lazy_promise_base {
  lazy_task<void> get_return_object();
  void return_void() noexcept {}
};

template <class T> class [[nodiscard]] lazy_task {
public:
  using promise_type = lazy_promise<T>;

  explicit lazy_task(promise_type &promise)
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {
  }
  lazy_task(lazy_task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~lazy_task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<> awaiting) noexcept {
    coroutine_.promise().awaiting = awaiting;
    return coroutine_;
  }
  /// As cppcoro's, it gives a reference to the result that the task keeps.
  std::add_rvalue_reference_t<T> await_resume() {
    promise_type &promise = coroutine_.promise();
    if (promise.thrown)
      std::rethrow_exception(promise.thrown);
    if constexpr (std::is_reference_v<T>)
      return **promise.result;
    else if constexpr (!std::is_void_v<T>)
      return std::move(*promise.result);
  }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

template <class T> lazy_task<T> lazy_promise<T>::get_return_object() {
  return lazy_task<T>(*this);
}

inline lazy_task<void> lazy_promise<void>::get_return_object() {
  return lazy_task<void>(*this);
}

#endif
