// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutine types that start at once: `eager` can be awaited for its end,
// `nodiscard_eager` shouldn't be dropped, `detached` can't be awaited at all.
#pragma once

#include <coroutine>
#include <exception>

namespace detail {

template <class Coroutine> struct eager_promise {
  std::coroutine_handle<> awaiter = std::noop_coroutine();
  bool done = false;

  Coroutine get_return_object() noexcept {
    return {std::coroutine_handle<eager_promise>::from_promise(*this)};
  }
  std::suspend_never initial_suspend() noexcept { return {}; }
  auto final_suspend() noexcept {
    struct resume_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<eager_promise> self) noexcept {
        self.promise().done = true;
        return self.promise().awaiter;
      }
      void await_resume() noexcept {}
    };
    return resume_awaiter();
  }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { std::terminate(); }
};

template <class Coroutine> struct eager_awaiter {
  std::coroutine_handle<eager_promise<Coroutine>> coroutine;

  bool await_ready() const noexcept { return coroutine.promise().done; }
  void await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    coroutine.promise().awaiter = awaiting;
  }
  void await_resume() const noexcept {}
};

} // namespace detail

struct eager : detail::eager_awaiter<eager> {
  using promise_type = detail::eager_promise<eager>;
};

struct [[nodiscard]] nodiscard_eager : detail::eager_awaiter<nodiscard_eager> {
  using promise_type = detail::eager_promise<nodiscard_eager>;
};

struct detached {
  struct promise_type {
    detached get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
