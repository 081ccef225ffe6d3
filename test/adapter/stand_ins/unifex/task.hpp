// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libunifex's task, as far as awaiting goes, on the one loop there is. What it
// awaits has to come back to that loop by itself. A stop reaches it at once, in
// libunifex by way of its scheduler.

#pragma once

#include <unifex/await_transform.hpp>
#include <unifex/inplace_stop_token.hpp>
#include <unifex/manual_event_loop.hpp>

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace unifex {

namespace _task {

/// What a task that nobody awaits was connected to.
struct root {
  virtual void completed() noexcept = 0;
  virtual void done() noexcept = 0;
};

struct promise_base {
  struct final_awaiter : std::suspend_always {
    template <class Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> coroutine) noexcept {
      promise_base &ended = coroutine.promise();
      if (ended.parent != nullptr)
        return ended.continuation;
      ended.above->completed();
      return std::noop_coroutine();
    }
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() { thrown = std::current_exception(); }

  void unhandled_done() noexcept {
    promise_base *first = this;
    while (first->parent != nullptr)
      first = first->parent;
    first->above->done();
  }

  template <class Value>
  decltype(auto) await_transform_in(auto &promise, Value &&value) {
    if constexpr (sender<Value>)
      static_assert(sender_traits<
                    std::remove_cvref_t<Value>>::is_always_scheduler_affine);
    return unifex::await_transform(promise, std::forward<Value>(value));
  }

  friend manual_event_loop::scheduler
  tag_invoke(tag_t<get_scheduler>, const promise_base &self) noexcept {
    return *self.scheduler;
  }
  friend inplace_stop_token tag_invoke(tag_t<get_stop_token>,
                                       const promise_base &self) noexcept {
    return self.stop;
  }

  std::optional<manual_event_loop::scheduler> scheduler;
  inplace_stop_token stop;
  std::coroutine_handle<> continuation;
  promise_base *parent = nullptr;
  root *above = nullptr;
  std::exception_ptr thrown;
};

template <class T> struct task_value {
  std::optional<T> value;

  void return_value(T result) { value = std::move(result); }
  T take() { return std::move(*value); }
};

template <> struct task_value<void> {
  void return_void() {}
  void take() {}
};

} // namespace _task

template <class T> class [[nodiscard]] task {
public:
  struct promise_type : _task::promise_base, _task::task_value<T> {
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }

    template <class Value> decltype(auto) await_transform(Value &&value) {
      return await_transform_in(*this, std::forward<Value>(value));
    }
  };

  template <template <class...> class Variant, template <class...> class Tuple>
  using value_types = std::conditional_t<std::is_void_v<T>, Variant<Tuple<>>,
                                         Variant<Tuple<T>>>;
  template <template <class...> class Variant>
  using error_types = Variant<std::exception_ptr>;
  static constexpr bool sends_done = true;
  static constexpr bool is_always_scheduler_affine = true;

  task(task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  bool await_ready() noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> continuation) {
    promise_type &promise = coroutine_.promise();
    promise.scheduler = get_scheduler(std::as_const(continuation.promise()));
    promise.stop = get_stop_token(std::as_const(continuation.promise()));
    promise.continuation = continuation;
    promise.parent = &continuation.promise();
    return coroutine_;
  }
  T await_resume() {
    if (coroutine_.promise().thrown)
      std::rethrow_exception(coroutine_.promise().thrown);
    return coroutine_.promise().take();
  }

  template <class Receiver> class operation final : _task::root {
  public:
    operation(task &&from, Receiver &&receiver)
        : from_(std::move(from)), receiver_(std::move(receiver)) {}
    operation(operation &&) = delete;

    void start() noexcept {
      promise_type &promise = from_.coroutine_.promise();
      promise.scheduler = get_scheduler(std::as_const(receiver_));
      promise.stop = get_stop_token(receiver_);
      promise.above = this;
      from_.coroutine_.resume();
    }

  private:
    void completed() noexcept override {
      if (from_.coroutine_.promise().thrown)
        set_error(std::move(receiver_),
                  std::move(from_.coroutine_.promise().thrown));
      else if constexpr (std::is_void_v<T>)
        set_value(std::move(receiver_));
      else
        set_value(std::move(receiver_), from_.coroutine_.promise().take());
    }

    void done() noexcept override { set_done(std::move(receiver_)); }

    task from_;
    Receiver receiver_;
  };

  template <class Receiver> operation<Receiver> connect(Receiver receiver) && {
    return {std::move(*this), std::move(receiver)};
  }

private:
  explicit task(std::coroutine_handle<promise_type> coroutine)
      : coroutine_(coroutine) {}

  std::coroutine_handle<promise_type> coroutine_;
};

} // namespace unifex
