// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// stdexec's task, as far as awaiting goes, on the one loop there is: what it
// awaits is connected as a sender, and its result is brought back to the loop.

#pragma once

#include <stdexec/execution.hpp>

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace exec {

template <class T> class task;

namespace __task {

/// What a task that nobody awaits was connected to.
struct root {
  virtual void completed() noexcept = 0;
  virtual void stopped() noexcept = 0;
};

struct promise_base;

struct env {
  const promise_base *promise;
  stdexec::run_loop::scheduler query(stdexec::get_scheduler_t) const noexcept;
  stdexec::inplace_stop_token query(stdexec::get_stop_token_t) const noexcept;
};

/// Awaits a sender: it keeps the result as an object until the loop has it.
template <class Sender> class sender_awaiter : public std::suspend_always {
  using result = decltype(std::declval<Sender &>().await_resume());
  struct nothing {};
  using kept =
      std::conditional_t<std::is_void_v<result>, nothing, std::decay_t<result>>;

  struct receiver {
    sender_awaiter *self;
    template <class... Value> void set_value(Value &&...value) noexcept {
      self->result_.template emplace<1>(std::forward<Value>(value)...);
      stdexec::start(self->back_);
    }
    void set_error(std::exception_ptr error) noexcept {
      self->result_.template emplace<2>(std::move(error));
      stdexec::start(self->back_);
    }
    void set_stopped() noexcept {
      self->stopped_ = true;
      stdexec::start(self->back_);
    }
    env get_env() const noexcept { return {self->promise_}; }
  };

  /// Nothing stops it on its way.
  struct arrival {
    sender_awaiter *self;
    void set_value() noexcept;
    void set_stopped() noexcept {}
  };

public:
  sender_awaiter(promise_base &promise, Sender &&sender)
      : promise_(&promise),
        there_(stdexec::connect(std::move(sender), receiver{this})),
        back_(stdexec::connect(stdexec::get_scheduler(env{promise_}).schedule(),
                               arrival{this})) {}
  sender_awaiter(sender_awaiter &&) = delete;

  void await_suspend(std::coroutine_handle<> coroutine) noexcept {
    coroutine_ = coroutine;
    stdexec::start(there_);
  }

  std::conditional_t<std::is_void_v<result>, void, kept> await_resume() {
    if (auto *thrown = std::get_if<2>(&result_))
      std::rethrow_exception(std::move(*thrown));
    if constexpr (!std::is_void_v<result>)
      return std::move(std::get<1>(result_));
  }

private:
  promise_base *promise_;
  std::coroutine_handle<> coroutine_;
  std::variant<std::monostate, kept, std::exception_ptr> result_;
  bool stopped_ = false;
  stdexec::connect_result_t<Sender, receiver> there_;
  stdexec::connect_result_t<stdexec::run_loop::sender, arrival> back_;
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
  void unhandled_exception() noexcept { thrown = std::current_exception(); }

  std::coroutine_handle<> unhandled_stopped() noexcept {
    promise_base *first = this;
    while (first->parent != nullptr)
      first = first->parent;
    first->above->stopped();
    return std::noop_coroutine();
  }

  env get_env() const noexcept { return {this}; }

  template <class Sender>
  sender_awaiter<Sender> await_transform(Sender sender) {
    return {*this, std::move(sender)};
  }
  template <class T> auto await_transform(task<T> &&awaited) {
    return std::move(awaited).as_awaitable(*this);
  }

  std::optional<stdexec::run_loop::scheduler> scheduler;
  stdexec::inplace_stop_token stop;
  std::coroutine_handle<> continuation;
  promise_base *parent = nullptr;
  root *above = nullptr;
  std::exception_ptr thrown;
};

inline stdexec::run_loop::scheduler
env::query(stdexec::get_scheduler_t) const noexcept {
  return *promise->scheduler;
}

inline stdexec::inplace_stop_token
env::query(stdexec::get_stop_token_t) const noexcept {
  return promise->stop;
}

template <class Sender>
void sender_awaiter<Sender>::arrival::set_value() noexcept {
  const std::coroutine_handle<> next =
      self->stopped_ ? self->promise_->unhandled_stopped() : self->coroutine_;
  next.resume();
}

template <class T> struct task_value {
  std::optional<T> value;

  void return_value(T result) { value = std::move(result); }
  T take() { return std::move(*value); }
};

template <> struct task_value<void> {
  void return_void() noexcept {}
  void take() {}
};

} // namespace __task

template <class T> class [[nodiscard]] task {
public:
  struct promise_type : __task::promise_base, __task::task_value<T> {
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
  };

  task(task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  auto as_awaitable(__task::promise_base &parent) && {
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
    promise_type &promise = coroutine_.promise();
    promise.scheduler = parent.scheduler;
    promise.stop = parent.stop;
    promise.parent = &parent;
    return awaiter{{}, coroutine_};
  }

  template <class Receiver> class operation final : __task::root {
  public:
    operation(task &&from, Receiver receiver)
        : from_(std::move(from)), receiver_(std::move(receiver)) {}
    operation(operation &&) = delete;

    void start() noexcept {
      promise_type &promise = from_.coroutine_.promise();
      const auto env = stdexec::get_env(receiver_);
      promise.scheduler = stdexec::get_scheduler(env);
      promise.stop = stdexec::get_stop_token(env);
      promise.above = this;
      from_.coroutine_.resume();
    }

  private:
    void completed() noexcept override {
      promise_type &promise = from_.coroutine_.promise();
      if (promise.thrown)
        stdexec::set_error(std::move(receiver_), promise.thrown);
      else if constexpr (std::is_void_v<T>)
        stdexec::set_value(std::move(receiver_));
      else
        stdexec::set_value(std::move(receiver_), promise.take());
    }
    void stopped() noexcept override {
      stdexec::set_stopped(std::move(receiver_));
    }

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

} // namespace exec
