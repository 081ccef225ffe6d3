// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A coroutine type as people write them: it starts at once, knows no executor,
// and resumes wherever its awaiter resumes it.

#ifndef COROLINT_TEST_ADAPTER_PLAIN_TASK_HPP
#define COROLINT_TEST_ADAPTER_PLAIN_TASK_HPP

#include "check.hpp"

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

/// What a promise does with the operand of co_await.
struct no_transform {};
struct permissive_transform {
  template <class Awaitable> Awaitable &&await_transform(Awaitable &&operand) {
    return std::forward<Awaitable>(operand);
  }
};
struct moving_transform {
  template <class Awaitable> Awaitable await_transform(Awaitable operand) {
    return operand;
  }
};

/// Owns the coroutine; destroying it destroys the suspended coroutine.
template <class Transform> class basic_plain_task {
public:
  struct promise_type : Transform {
    std::shared_ptr<one_time_event> ended = std::make_shared<one_time_event>();

    basic_plain_task get_return_object() { return basic_plain_task(*this); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct announce : std::suspend_always {
        void
        await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept {
          const auto ended = coroutine.promise().ended;
          ended->set();
        }
      };
      return announce();
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };

  basic_plain_task(basic_plain_task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~basic_plain_task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  /// Waits until the coroutine has returned.
  void wait() {
    const auto ended = coroutine_.promise().ended;
    ended->wait();
  }

private:
  explicit basic_plain_task(promise_type &promise)
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {
  }

  std::coroutine_handle<promise_type> coroutine_;
};

using plain_task = basic_plain_task<no_transform>;

#endif
