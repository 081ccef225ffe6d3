// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// folly's task, as far as awaiting goes: one awaits on the executor and with
// the cancellation token of the other.

#pragma once

#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/WithCancellation.h>

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace folly::coro {

template <class T = void> class Task;

namespace detail {

/// What `co_awaitTry` makes of an awaitable.
template <class Awaitable> struct TryAwaitable {
  Awaitable inner;
};

template <class Awaitable> class TryAwaiter {
public:
  static_assert(noexcept(
      std::declval<Awaitable &>().await_suspend(std::coroutine_handle<>())));

  explicit TryAwaiter(ViaIfAsyncAwaiter<Awaitable> &&awaiter)
      : awaiter_(std::move(awaiter)) {}

  bool await_ready() { return awaiter_.await_ready(); }
  auto await_suspend(std::coroutine_handle<> coroutine) noexcept {
    return awaiter_.await_suspend(coroutine);
  }
  auto await_resume() { return awaiter_.await_resume_try(); }

private:
  ViaIfAsyncAwaiter<Awaitable> awaiter_;
};

class TaskPromiseBase {
  struct final_awaiter : std::suspend_always {
    template <class Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> coroutine) noexcept {
      return coroutine.promise().continuation;
    }
  };

public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { thrown = std::current_exception(); }

  template <class Awaitable> auto await_transform(Awaitable &&awaitable) {
    return coro::co_viaIfAsync(
        executor.get_alias(),
        coro::co_withCancellation(token, static_cast<Awaitable &&>(awaitable)));
  }

  template <class Awaitable>
  auto await_transform(TryAwaitable<Awaitable> &&awaitable) {
    return TryAwaiter(coro::co_viaIfAsync(
        executor.get_alias(),
        coro::co_withCancellation(token, std::move(awaitable.inner))));
  }

  template <class T> auto await_transform(Task<T> &&task) {
    return std::move(task).awaitedOn(executor, token);
  }

  Executor::KeepAlive<> executor;
  CancellationToken token;
  std::coroutine_handle<> continuation;
  std::exception_ptr thrown;
};

template <class T> struct TaskValue {
  std::optional<T> value;

  void return_value(T result) { value = std::move(result); }
  T take() { return std::move(*value); }
};

template <> struct TaskValue<void> {
  void return_void() {}
  void take() {}
};

/// A coroutine that nobody awaits.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

} // namespace detail

template <class Awaitable>
detail::TryAwaitable<std::remove_cvref_t<Awaitable>>
co_awaitTry(Awaitable &&awaitable) {
  return {static_cast<Awaitable &&>(awaitable)};
}

template <class T> class TaskWithExecutor {
public:
  TaskWithExecutor(Executor::KeepAlive<> executor, Task<T> &&task)
      : executor_(executor), task_(std::move(task)) {}

  template <class F> void start(F callback, CancellationToken token = {}) && {
    run(executor_, std::move(task_), std::move(callback), std::move(token));
  }

private:
  struct post : std::suspend_always {
    Executor::KeepAlive<> executor;
    void await_suspend(std::coroutine_handle<> coroutine) {
      const auto on = executor;
      on->add([coroutine] { coroutine.resume(); });
    }
  };

  template <class F>
  static detail::Detached run(Executor::KeepAlive<> executor, Task<T> task,
                              F callback, CancellationToken token) {
    co_await post{{}, executor};
    std::optional<Try<T>> result;
    try {
      if constexpr (std::is_void_v<T>) {
        co_await std::move(task).awaitedOn(executor, token);
        result.emplace(std::in_place);
      } else {
        result.emplace(std::in_place,
                       co_await std::move(task).awaitedOn(executor, token));
      }
    } catch (...) {
      result.emplace(std::current_exception());
    }
    callback(std::move(*result));
  }

  Executor::KeepAlive<> executor_;
  Task<T> task_;
};

template <class T> class [[nodiscard]] Task {
public:
  struct promise_type : detail::TaskPromiseBase, detail::TaskValue<T> {
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
  };

  Task(Task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~Task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  /// For the coroutines that await it.
  auto awaitedOn(Executor::KeepAlive<> executor,
                 const CancellationToken &token) && {
    struct awaiter : std::suspend_always {
      std::coroutine_handle<promise_type> coroutine;
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<> continuation) {
        coroutine.promise().continuation = continuation;
        return coroutine;
      }
      T await_resume() {
        if (coroutine.promise().thrown)
          std::rethrow_exception(coroutine.promise().thrown);
        return coroutine.promise().take();
      }
    };
    coroutine_.promise().executor = executor;
    coroutine_.promise().token = token;
    return awaiter{{}, coroutine_};
  }

private:
  explicit Task(std::coroutine_handle<promise_type> coroutine)
      : coroutine_(coroutine) {}

  std::coroutine_handle<promise_type> coroutine_;
};

template <class T>
TaskWithExecutor<T> co_withExecutor(Executor::KeepAlive<> executor,
                                    Task<T> task) {
  return {executor, std::move(task)};
}

} // namespace folly::coro
