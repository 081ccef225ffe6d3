// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From async to sync: `corolint::sync_wait(task)` for main, tests and threads
// that know no coroutines. It is no way to wait in a coroutine: await there.
// Adapters say how it waits for what only their framework's coroutines can
// await. See docs/offload.md.

#ifndef COROLINT_SYNC_WAIT_HPP
#define COROLINT_SYNC_WAIT_HPP

#include <condition_variable>
#include <coroutine>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include <corolint/blocking_executor.hpp>
#include <corolint/detail/awaiting.hpp>
#include <corolint/detail/loops.hpp>
#include <corolint/detail/outcome.hpp>

namespace corolint {

namespace detail {

/// A coroutine that awaits one operand for a thread that isn't one. It calls
/// `ended(argument)` when it has nothing more to do, on whatever thread.
class awaiting {
public:
  struct promise_type {
    awaiting get_return_object() noexcept { return awaiting(*this); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct tell : std::suspend_always {
        void
        await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept {
          // The thread that is told destroys the coroutine.
          const promise_type promise = coroutine.promise();
          promise.ended(promise.argument);
        }
      };
      return tell();
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }

    void (*ended)(void *) noexcept = nullptr;
    void *argument = nullptr;
  };

  awaiting(const awaiting &) = delete;
  awaiting &operator=(const awaiting &) = delete;
  ~awaiting() { coroutine_.destroy(); }

  void start(void (*ended)(void *) noexcept, void *argument) {
    coroutine_.promise() = {ended, argument};
    coroutine_.resume();
  }

private:
  explicit awaiting(promise_type &promise) noexcept
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {
  }

  std::coroutine_handle<promise_type> coroutine_;
};

/// Awaits `operand` and keeps what that yields in `result`.
template <class Awaitable, class R>
awaiting await_into(Awaitable &operand, outcome<R> &result) {
  try {
    if constexpr (std::is_void_v<R>) {
      co_await static_cast<Awaitable &&>(operand);
      result.set();
    } else {
      result.set(co_await static_cast<Awaitable &&>(operand));
    }
  } catch (...) {
    result.fail(std::current_exception());
  }
}

/// Something that happens once and that one thread waits for.
class one_event {
public:
  void set() noexcept {
    // Whoever waits can't go on and destroy this before the lock is given back.
    std::lock_guard lock(mutex_);
    set_ = true;
    changed_.notify_one();
  }

  void wait() noexcept {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return set_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool set_ = false;
};

/// Throws where waiting would stop what is waited for.
inline void refuse_to_deadlock() {
  if (const char *framework = loop_kind::running_here())
    throw std::logic_error(
        std::string("corolint::sync_wait was called on a thread that runs an "
                    "event loop (") +
        framework +
        "): the loop would stand still, and what needs it would never end. "
        "co_await the task in a coroutine, or call sync_wait on another "
        "thread");
  const blocking_pool *pool = blocking_pool::of_this_thread();
  if (pool != nullptr && pool->max_threads() == 1)
    throw std::logic_error(
        "corolint::sync_wait was called on the only thread of a lane or pool: "
        "what the task offloads to it would never begin. co_await the task in "
        "a coroutine, or call sync_wait on another thread");
}

} // namespace detail

/// How `sync_wait` waits for an `Awaitable`, an object type. This one is for
/// those that every coroutine can await: it blocks the thread until the
/// coroutine that awaits it has ended elsewhere. Adapters specialise it; a
/// specialisation has
///
///   using result_type
///     what awaiting yields.
///   static void wait(Awaitable &operand, detail::outcome<...> &result)
///     runs or waits until `result` is there, with `operand` as an rvalue.
template <class Awaitable> struct sync_waiter {
  static_assert(detail::awaitable<Awaitable>,
                "corolint::sync_wait: this can't be awaited outside its "
                "framework's coroutines. For Asio and Boost.Asio #include "
                "<corolint/adapters/asio.hpp> or "
                "<corolint/adapters/boost_asio.hpp>");

  using result_type = detail::await_result<Awaitable>;

  template <class R>
  static void wait(Awaitable &operand, detail::outcome<R> &result) {
    detail::one_event ended;
    auto awaiting = detail::await_into<Awaitable>(operand, result);
    awaiting.start(
        [](void *event) noexcept {
          static_cast<detail::one_event *>(event)->set();
        },
        &ended);
    ended.wait();
  }
};

namespace detail {

/// What `sync_wait` returns: what awaiting yields, but an object instead of an
/// rvalue reference, which would refer into the task.
template <class Awaitable>
using sync_wait_result = std::conditional_t<
    std::is_rvalue_reference_v<typename sync_waiter<Awaitable>::result_type>,
    std::remove_cvref_t<typename sync_waiter<Awaitable>::result_type>,
    typename sync_waiter<Awaitable>::result_type>;

} // namespace detail

/// Starts `task`, if it has to be, waits until it has ended, and returns or
/// throws what it returned or threw. An lvalue is awaited as an lvalue.
///
/// Throws `std::logic_error` where that would be a deadlock: on a thread that
/// runs an event loop of a framework whose adapter the program includes, and on
/// the only thread of a lane or pool.
template <class Awaitable>
detail::sync_wait_result<Awaitable> sync_wait(Awaitable &&task) {
  detail::refuse_to_deadlock();
  detail::outcome<detail::sync_wait_result<Awaitable>> result;
  sync_waiter<Awaitable>::wait(task, result);
  return result.take();
}

} // namespace corolint

#endif
