// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stdexec's senders and receivers are for tasks: environments, stop
// tokens, a loop, and how something that can be awaited becomes a sender.

#pragma once

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

struct receiver_t {};

class inplace_stop_token {
public:
  inplace_stop_token() = default;
  bool stop_requested() const noexcept { return stop_ && *stop_; }

private:
  friend class inplace_stop_source;
  explicit inplace_stop_token(const std::atomic<bool> &stop) : stop_(&stop) {}
  const std::atomic<bool> *stop_ = nullptr;
};

class inplace_stop_source {
public:
  inplace_stop_token get_token() const noexcept {
    return inplace_stop_token(stop_);
  }
  bool request_stop() noexcept { return !stop_.exchange(true); }

private:
  std::atomic<bool> stop_ = false;
};

struct get_stop_token_t {
  template <class Env>
  inplace_stop_token operator()(const Env &env) const noexcept {
    if constexpr (requires { env.query(*this); })
      return env.query(*this);
    else
      return {};
  }
};
inline constexpr get_stop_token_t get_stop_token{};

struct get_scheduler_t {
  template <class Env> auto operator()(const Env &env) const noexcept {
    return env.query(*this);
  }
};
inline constexpr get_scheduler_t get_scheduler{};

template <class T> auto get_env(const T &of) noexcept {
  if constexpr (requires { of.get_env(); }) {
    return of.get_env();
  } else {
    struct env {};
    return env();
  }
}

template <class Receiver, class... Values>
void set_value(Receiver &&receiver, Values &&...values) noexcept {
  receiver.set_value(std::forward<Values>(values)...);
}
template <class Receiver>
void set_error(Receiver &&receiver, std::exception_ptr error) noexcept {
  receiver.set_error(std::move(error));
}
template <class Receiver> void set_stopped(Receiver &&receiver) noexcept {
  receiver.set_stopped();
}

template <class Operation> void start(Operation &operation) noexcept {
  operation.start();
}

namespace __connect_await {

/// Completes a receiver on behalf of a coroutine that is destroyed by that.
template <class F> struct complete : std::suspend_always {
  F function;
  explicit complete(F f) : function(std::move(f)) {}
  void await_suspend(std::coroutine_handle<>) noexcept {
    F moved = std::move(function);
    moved();
  }
};

template <class Awaitable, class Receiver> class __opstate;

template <class Awaitable, class Receiver> struct __promise {
  explicit __promise(__opstate<Awaitable, Receiver> &of) : operation(of) {}

  auto get_return_object() noexcept {
    return std::coroutine_handle<__promise>::from_promise(*this);
  }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { std::terminate(); }

  auto get_env() const noexcept {
    return stdexec::get_env(operation.receiver());
  }
  std::coroutine_handle<> unhandled_stopped() noexcept {
    set_stopped(std::move(operation.receiver()));
    return std::noop_coroutine();
  }

  __opstate<Awaitable, Receiver> &operation;
};

template <class Promise> struct bridge {
  using promise_type = Promise;
  bridge(std::coroutine_handle<Promise> made) : coroutine(made) {}
  std::coroutine_handle<Promise> coroutine;
};

/// An awaitable and what is told of its result, on the thread that resumes.
template <class Awaitable, class Receiver> class __opstate {
public:
  __opstate(Awaitable &&awaitable, Receiver receiver)
      : awaitable_(std::move(awaitable)), receiver_(std::move(receiver)) {}
  __opstate(__opstate &&) = delete;
  ~__opstate() {
    if (coroutine_)
      coroutine_.destroy();
  }

  void start() noexcept {
    coroutine_ = run(*this).coroutine;
    coroutine_.resume();
  }

  Receiver &receiver() noexcept { return receiver_; }

private:
  using promise = __promise<Awaitable, Receiver>;

  static bridge<promise> run(__opstate &self) {
    std::exception_ptr thrown;
    try {
      using result = decltype(self.awaitable_.await_resume());
      if constexpr (std::is_void_v<result>) {
        co_await std::move(self.awaitable_);
        co_await complete(
            [&self]() noexcept { set_value(std::move(self.receiver_)); });
      } else {
        auto &&value = co_await std::move(self.awaitable_);
        co_await complete([&self, &value]() noexcept {
          set_value(std::move(self.receiver_), static_cast<result &&>(value));
        });
      }
    } catch (...) {
      thrown = std::current_exception();
    }
    co_await complete([&self, &thrown]() noexcept {
      set_error(std::move(self.receiver_), std::move(thrown));
    });
  }

  Awaitable awaitable_;
  Receiver receiver_;
  std::coroutine_handle<promise> coroutine_;
};

} // namespace __connect_await

template <class Sender, class Receiver>
auto connect(Sender &&sender, Receiver receiver) {
  if constexpr (requires { std::move(sender).connect(std::move(receiver)); })
    return std::move(sender).connect(std::move(receiver));
  else
    return __connect_await::__opstate<std::remove_cvref_t<Sender>, Receiver>(
        std::move(sender), std::move(receiver));
}

template <class Sender, class Receiver>
using connect_result_t =
    decltype(connect(std::declval<Sender>(), std::declval<Receiver>()));

class run_loop {
  struct task {
    virtual void run() noexcept = 0;
  };

  template <class Receiver> class operation final : task {
  public:
    operation(run_loop &loop, Receiver receiver)
        : loop_(loop), receiver_(std::move(receiver)) {}
    operation(operation &&) = delete;
    void start() noexcept { loop_.push(*this); }

  private:
    void run() noexcept override {
      if (get_stop_token(stdexec::get_env(receiver_)).stop_requested())
        set_stopped(std::move(receiver_));
      else
        set_value(std::move(receiver_));
    }

    run_loop &loop_;
    Receiver receiver_;
  };

public:
  struct sender {
    run_loop *loop;
    template <class Receiver>
    operation<Receiver> connect(Receiver receiver) && {
      return {*loop, std::move(receiver)};
    }
  };

  struct scheduler {
    run_loop *loop;
    sender schedule() const noexcept { return {loop}; }
  };

  scheduler get_scheduler() noexcept { return {this}; }

  /// Until it is told to finish and has nothing to do.
  void run() noexcept {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return finishing_ || !queue_.empty(); });
      if (queue_.empty())
        return;
      task &next = *queue_.front();
      queue_.pop_front();
      lock.unlock();
      next.run();
      lock.lock();
    }
  }

  void finish() noexcept {
    std::lock_guard lock(mutex_);
    finishing_ = true;
    changed_.notify_all();
  }

private:
  void push(task &made) noexcept {
    std::lock_guard lock(mutex_);
    queue_.push_back(&made);
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<task *> queue_;
  bool finishing_ = false;
};

/// Starts `Sender` on a scheduler, which it tells it by its environment.
template <class Sender> class starts_on_sender {
public:
  starts_on_sender(run_loop::scheduler scheduler, Sender &&sender)
      : scheduler_(scheduler), sender_(std::move(sender)) {}

  template <class Receiver> class operation {
    struct env {
      operation *self;
      auto query(get_scheduler_t) const noexcept { return self->scheduler_; }
      auto query(get_stop_token_t) const noexcept {
        return get_stop_token(stdexec::get_env(self->receiver_));
      }
    };
    struct inner_receiver {
      operation *self;
      template <class... Values> void set_value(Values &&...values) noexcept {
        stdexec::set_value(std::move(self->receiver_),
                           std::forward<Values>(values)...);
      }
      void set_error(std::exception_ptr error) noexcept {
        stdexec::set_error(std::move(self->receiver_), std::move(error));
      }
      void set_stopped() noexcept {
        stdexec::set_stopped(std::move(self->receiver_));
      }
      env get_env() const noexcept { return {self}; }
    };
    struct arrival : inner_receiver {
      void set_value() noexcept { stdexec::start(this->self->inner_); }
    };

  public:
    operation(starts_on_sender &&from, Receiver receiver)
        : scheduler_(from.scheduler_), receiver_(std::move(receiver)),
          inner_(
              stdexec::connect(std::move(from.sender_), inner_receiver{this})),
          there_(stdexec::connect(scheduler_.schedule(), arrival{{this}})) {}
    operation(operation &&) = delete;
    void start() noexcept { stdexec::start(there_); }

  private:
    run_loop::scheduler scheduler_;
    Receiver receiver_;
    connect_result_t<Sender, inner_receiver> inner_;
    connect_result_t<run_loop::sender, arrival> there_;
  };

  template <class Receiver> operation<Receiver> connect(Receiver receiver) && {
    return {std::move(*this), std::move(receiver)};
  }

private:
  run_loop::scheduler scheduler_;
  Sender sender_;
};

template <class Sender>
starts_on_sender<Sender> starts_on(run_loop::scheduler scheduler,
                                   Sender sender) {
  return {scheduler, std::move(sender)};
}

/// For something that can be awaited and yields a value.
template <class Awaitable> auto sync_wait(Awaitable &&awaitable) {
  using value = std::decay_t<decltype(awaitable.await_resume())>;
  struct waiting {
    run_loop loop;
    std::optional<std::tuple<value>> result;
    std::exception_ptr thrown;
  } all;
  struct receiver {
    waiting *all;
    void set_value(value &&is) noexcept {
      all->result.emplace(std::move(is));
      all->loop.finish();
    }
    void set_error(std::exception_ptr error) noexcept {
      all->thrown = std::move(error);
      all->loop.finish();
    }
    void set_stopped() noexcept { all->loop.finish(); }
  };
  auto operation = connect(std::move(awaitable), receiver{&all});
  start(operation);
  all.loop.run();
  if (all.thrown)
    std::rethrow_exception(all.thrown);
  return std::move(all.result);
}

} // namespace stdexec
