// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cobalt's lazy task, as far as awaiting goes: one awaits on the executor and
// with the cancellation slot of the other.

#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/cobalt/config.hpp>
#include <boost/cobalt/this_coro.hpp>

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace boost::cobalt {

namespace detail {

template <class T> struct task_value {
  std::optional<T> value;

  void return_value(T result) { value = std::move(result); }
  T take() { return std::move(*value); }
};

template <> struct task_value<void> {
  void return_void() {}
  void take() {}
};

} // namespace detail

template <class T> class [[nodiscard]] task {
public:
  struct promise_type : promise_memory_resource_base,
                        promise_throw_if_cancelled_base,
                        detail::task_value<T> {
    struct final_awaiter : std::suspend_always {
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept {
        return coroutine.promise().continuation;
      }
    };

    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() { thrown = std::current_exception(); }

    const executor &get_executor() const { return on; }
    asio::cancellation_slot get_cancellation_slot() const { return slot; }

    using promise_throw_if_cancelled_base::await_transform;
    template <class Awaitable>
    Awaitable &&await_transform(Awaitable &&operand) {
      return static_cast<Awaitable &&>(operand);
    }

    executor on;
    asio::cancellation_slot slot;
    std::coroutine_handle<> continuation;
    std::exception_ptr thrown;
  };

  task(task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  bool await_ready() { return false; }
  template <class Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> continuation) {
    promise_type &promise = coroutine_.promise();
    promise.on = continuation.promise().get_executor();
    promise.slot = continuation.promise().get_cancellation_slot();
    promise.continuation = continuation;
    return coroutine_;
  }
  T await_resume() {
    if (coroutine_.promise().thrown)
      std::rethrow_exception(coroutine_.promise().thrown);
    return coroutine_.promise().take();
  }

private:
  explicit task(std::coroutine_handle<promise_type> coroutine)
      : coroutine_(coroutine) {}

  std::coroutine_handle<promise_type> coroutine_;
};

} // namespace boost::cobalt
