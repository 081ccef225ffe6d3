// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An event loop as people write them, and coroutines that belong to one.

#ifndef COROLINT_TEST_ADAPTER_LOOP_TASK_HPP
#define COROLINT_TEST_ADAPTER_LOOP_TASK_HPP

#include "check.hpp"

#include <condition_variable>
#include <coroutine>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <utility>

#include <corolint/offload.hpp>

/// Runs functions on the thread that calls `run`, until nothing is expected any
/// more.
class loop {
public:
  void post(std::function<void()> function) {
    std::lock_guard lock(mutex_);
    if (closed_)
      throw std::runtime_error("the loop is closed");
    queue_.push_back(std::move(function));
    changed_.notify_one();
  }

  /// Work is expected until as many `release`s.
  void retain() {
    std::lock_guard lock(mutex_);
    ++expected_;
  }

  void release() {
    std::lock_guard lock(mutex_);
    --expected_;
    changed_.notify_one();
  }

  /// From now on `post` throws.
  void close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }

  void run() {
    const auto before = std::exchange(here(), this);
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return !queue_.empty() || expected_ == 0; });
      if (queue_.empty())
        break;
      {
        const auto function = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        function();
      }
      lock.lock();
    }
    here() = before;
  }

  bool runs_here() { return here() == this; }

  /// Brings a coroutine to the loop: what schedulers have.
  auto schedule() {
    struct awaiter {
      loop &to;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> coroutine) {
        to.post([coroutine] { coroutine.resume(); });
      }
      void await_resume() const noexcept {}
    };
    return awaiter{*this};
  }

private:
  static loop *&here() {
    static thread_local loop *loop_here = nullptr;
    return loop_here;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  int expected_ = 0;
  bool closed_ = false;
};

/// A coroutine of a loop, which it keeps running: its first parameter. It
/// destroys itself.
struct loop_task {
  struct promise_type {
    template <class... Rest>
    explicit promise_type(loop &on, Rest &...) : home(on) {
      home.retain();
    }
    ~promise_type() { home.release(); }

    loop_task get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }

    loop &home;
    std::stop_token stop;
  };
};

/// `co_await stop_with(token)` lets a loop_task be stopped.
struct stop_with {
  std::stop_token token;
  explicit stop_with(std::stop_token from) : token(std::move(from)) {}
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<loop_task::promise_type> coroutine) {
    coroutine.promise().stop = token;
    return false;
  }
  void await_resume() const noexcept {}
};

/// What the coroutine throws when it was stopped.
struct stopped {};

template <> class corolint::resumption<loop_task::promise_type> {
public:
  explicit resumption(std::coroutine_handle<loop_task::promise_type> coroutine)
      : coroutine_(coroutine), stop_(coroutine.promise().stop) {}

  void resume() {
    coroutine_.promise().home.post(
        [coroutine = coroutine_] { coroutine.resume(); });
  }

  bool stop_requested() noexcept { return stop_.stop_requested(); }
  void throw_stopped() { throw stopped(); }

private:
  std::coroutine_handle<loop_task::promise_type> coroutine_;
  std::stop_token stop_;
};

#endif
