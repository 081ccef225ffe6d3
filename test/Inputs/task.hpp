// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lazy coroutine type as the usual libraries have it: it starts when it is
// awaited and resumes its awaiter by symmetric transfer. Its promise takes any
// awaitable, and it knows no executor.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

template <class T = void> class task;

namespace detail {

struct task_promise_base {
  std::coroutine_handle<> awaiter = std::noop_coroutine();
  std::exception_ptr error;

  struct resume_awaiter {
    bool await_ready() noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> done) noexcept {
      return done.promise().awaiter;
    }
    void await_resume() noexcept {}
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  resume_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

template <class T> struct task_promise : task_promise_base {
  std::optional<T> value;

  task<T> get_return_object() noexcept;
  template <class U> void return_value(U &&result) {
    value.emplace(std::forward<U>(result));
  }
  T take() { return std::move(*value); }
};

template <> struct task_promise<void> : task_promise_base {
  task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void take() noexcept {}
};

} // namespace detail

template <class T> class task {
public:
  using promise_type = detail::task_promise<T>;
  using handle = std::coroutine_handle<promise_type>;

  explicit task(handle coroutine) noexcept : coroutine(coroutine) {}
  task(task &&other) noexcept : coroutine(std::exchange(other.coroutine, {})) {}
  task &operator=(task &&other) noexcept {
    std::swap(coroutine, other.coroutine);
    return *this;
  }
  ~task() {
    if (coroutine)
      coroutine.destroy();
  }

  bool valid() const noexcept { return coroutine != nullptr; }

  auto operator co_await() && noexcept {
    struct awaiter {
      handle coroutine;

      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<> awaiting) noexcept {
        coroutine.promise().awaiter = awaiting;
        return coroutine;
      }
      T await_resume() {
        if (coroutine.promise().error)
          std::rethrow_exception(coroutine.promise().error);
        return coroutine.promise().take();
      }
    };
    return awaiter{coroutine};
  }

private:
  handle coroutine;
};

template <class T>
task<T> detail::task_promise<T>::get_return_object() noexcept {
  return task<T>(
      std::coroutine_handle<task_promise<T>>::from_promise(*this));
}

inline task<void>
detail::task_promise<void>::get_return_object() noexcept {
  return task<void>(
      std::coroutine_handle<task_promise<void>>::from_promise(*this));
}
