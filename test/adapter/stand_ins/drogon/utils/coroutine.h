// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Drogon's coroutine types, by their real names, as far as awaiting goes.

#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace drogon {

template <class T> struct [[nodiscard]] Task {
  struct promise_type {
    struct final_awaiter : std::suspend_always {
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept {
        return coroutine.promise().continuation;
      }
    };

    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_value(T result) { value = std::move(result); }
    void unhandled_exception() { thrown = std::current_exception(); }

    std::optional<T> value;
    std::exception_ptr thrown;
    std::coroutine_handle<> continuation = std::noop_coroutine();
  };

  explicit Task(std::coroutine_handle<promise_type> coroutine)
      : coro_(coroutine) {}
  Task(Task &&other) noexcept : coro_(std::exchange(other.coro_, nullptr)) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }

  auto operator co_await() const noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> coroutine;
      bool await_ready() noexcept { return coroutine.done(); }
      auto await_suspend(std::coroutine_handle<> continuation) noexcept {
        coroutine.promise().continuation = continuation;
        return coroutine;
      }
      T await_resume() {
        if (coroutine.promise().thrown)
          std::rethrow_exception(coroutine.promise().thrown);
        return std::move(*coroutine.promise().value);
      }
    };
    return awaiter{coro_};
  }

  std::coroutine_handle<promise_type> coro_;
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { std::terminate(); }
  };
};

} // namespace drogon
