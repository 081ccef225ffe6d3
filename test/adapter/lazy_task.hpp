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

template <class T = void> class lazy_task;

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
  void check() const {
    if (thrown)
      std::rethrow_exception(thrown);
  }

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
  std::add_lvalue_reference_t<T> get() {
    check();
    if constexpr (std::is_reference_v<T>)
      return **result;
    else
      return *result;
  }
  std::optional<kept> result;
};

template <> struct lazy_promise<void> : lazy_promise_base {
  lazy_task<void> get_return_object();
  void return_void() noexcept {}
  void get() { check(); }
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

  /// It gives a reference to the result that the task keeps.
  auto operator co_await() const & noexcept {
    struct awaiter : awaiter_base {
      std::add_lvalue_reference_t<T> await_resume() {
        return this->coroutine.promise().get();
      }
    };
    return awaiter{{coroutine_}};
  }

  auto operator co_await() const && noexcept {
    struct awaiter : awaiter_base {
      std::add_rvalue_reference_t<T> await_resume() {
        return static_cast<std::add_rvalue_reference_t<T>>(
            this->coroutine.promise().get());
      }
    };
    return awaiter{{coroutine_}};
  }

private:
  struct awaiter_base {
    std::coroutine_handle<promise_type> coroutine;

    bool await_ready() const noexcept { return coroutine.done(); }
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<> awaiting) noexcept {
      coroutine.promise().awaiting = awaiting;
      return coroutine;
    }
  };

  std::coroutine_handle<promise_type> coroutine_;
};

template <class T> lazy_task<T> lazy_promise<T>::get_return_object() {
  return lazy_task<T>(*this);
}

inline lazy_task<void> lazy_promise<void>::get_return_object() {
  return lazy_task<void>(*this);
}

#endif
