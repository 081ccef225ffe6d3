// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// concurrencpp's result, which its coroutine starts to make at once, and an
// executor to resume on.

#pragma once

#include "../worker_threads.hpp"

#include <corolint/detail/outcome.hpp>

#include <condition_variable>
#include <coroutine>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>

namespace concurrencpp {

template <class T> class result;

namespace details {

/// Where the coroutine leaves its result, and who waits for it.
template <class T> class result_state {
public:
  corolint::detail::outcome<T> outcome;

  void complete() {
    std::coroutine_handle<> awaiting;
    {
      std::lock_guard lock(mutex_);
      done_ = true;
      awaiting = awaiting_;
      changed_.notify_all();
    }
    if (awaiting)
      awaiting.resume();
  }

  bool await(std::coroutine_handle<> awaiting) noexcept {
    std::lock_guard lock(mutex_);
    awaiting_ = awaiting;
    return !done_;
  }

  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return done_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  std::coroutine_handle<> awaiting_;
};

/// The coroutine is over then.
struct result_publisher : std::suspend_always {
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> coroutine) const noexcept {
    const auto state = coroutine.promise().state;
    coroutine.destroy();
    state->complete();
  }
};

template <class T> struct promise_base {
  std::shared_ptr<result_state<T>> state = std::make_shared<result_state<T>>();

  result<T> get_return_object() noexcept;
  std::suspend_never initial_suspend() const noexcept { return {}; }
  result_publisher final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept {
    state->outcome.fail(std::current_exception());
  }
};

template <class T> struct result_coro_promise : promise_base<T> {
  template <class Value> void return_value(Value &&value) {
    this->state->outcome.set(std::forward<Value>(value));
  }
};

template <> struct result_coro_promise<void> : promise_base<void> {
  void return_void() noexcept { state->outcome.set(); }
};

} // namespace details

template <class T> class result {
public:
  using promise_type = details::result_coro_promise<T>;

  explicit result(std::shared_ptr<details::result_state<T>> state) noexcept
      : state_(std::move(state)) {}
  result(result &&) noexcept = default;

  void wait() const { state_->wait(); }
  T get() {
    wait();
    return state_->outcome.take();
  }

  auto operator co_await() {
    struct awaitable : std::suspend_always {
      std::shared_ptr<details::result_state<T>> state;
      explicit awaitable(std::shared_ptr<details::result_state<T>> of)
          : state(std::move(of)) {}
      awaitable(awaitable &&) = delete;
      bool await_suspend(std::coroutine_handle<> awaiting) noexcept {
        return state->await(awaiting);
      }
      T await_resume() { return state->outcome.take(); }
    };
    return awaitable(std::move(state_));
  }

private:
  std::shared_ptr<details::result_state<T>> state_;
};

template <class T>
result<T> details::promise_base<T>::get_return_object() noexcept {
  return result<T>(state);
}

class worker_thread_executor {
public:
  template <class F> void post(F &&function) {
    thread_.post(std::forward<F>(function));
  }

private:
  worker_threads thread_{1};
};

/// What is awaited to go on on an executor. It can't be moved.
template <class Executor> auto resume_on(std::shared_ptr<Executor> executor) {
  struct awaitable : std::suspend_always {
    Executor &to;
    explicit awaitable(Executor &executor) : to(executor) {}
    awaitable(awaitable &&) = delete;
    void await_suspend(std::coroutine_handle<> coroutine) {
      to.post(coroutine);
    }
  };
  return awaitable(*executor);
}

class runtime {
public:
  std::shared_ptr<worker_thread_executor> make_worker_thread_executor() {
    return std::make_shared<worker_thread_executor>();
  }
};

} // namespace concurrencpp
