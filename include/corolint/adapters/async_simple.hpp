// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of async_simple, those that return a
// `Lazy`: they resume on their own executor if they were started with one, and
// its signal stops calls that have not begun. And `corolint::sync_wait` for a
// `Lazy`. Including it is all there is to do. Where async_simple isn't found,
// and something else stands in for it, there is nothing to adapt.

#ifndef COROLINT_ADAPTERS_ASYNC_SIMPLE_HPP
#define COROLINT_ADAPTERS_ASYNC_SIMPLE_HPP

#include <corolint/offload.hpp>

#if __has_include(<async_simple/coro/Lazy.h>)

#include <async_simple/Executor.h>
#include <async_simple/Try.h>
#include <async_simple/coro/Lazy.h>
#if __has_include(<async_simple/Signal.h>) // 1.4
#include <async_simple/Signal.h>
#endif

#include <coroutine>
#include <exception>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <corolint/sync_wait.hpp>

namespace corolint {

/// Checks the coroutine in where it was: in the context of its executor. One
/// without an executor has nowhere to come back to.
template <class T>
class resumption<async_simple::coro::detail::LazyPromise<T>> {
  using promise = async_simple::coro::detail::LazyPromise<T>;

public:
  explicit resumption(std::coroutine_handle<promise> coroutine)
      : coroutine_(coroutine), executor_(coroutine.promise()._executor) {
    if (executor_ != nullptr)
      context_ = executor_->checkout();
#if __has_include(<async_simple/Signal.h>)
    if (const auto *local = coroutine.promise()._lazy_local)
      slot_ = local->getSlot();
#endif
  }

  void resume() {
    if (executor_ == nullptr)
      return resume_here();
    const auto go_on = [coroutine = coroutine_]() noexcept {
      coroutine.resume();
    };
    if (!executor_->checkin(go_on, context_))
      throw std::runtime_error("corolint::offload: the executor of the "
                               "async_simple coroutine doesn't take it back");
  }

#if __has_include(<async_simple/Signal.h>)
  bool stop_requested() noexcept {
    return slot_ != nullptr && slot_->canceled();
  }

  void throw_stopped() {
    throw async_simple::SignalException(async_simple::SignalType::Terminate,
                                        "corolint::offload is canceled!");
  }
#endif

private:
  void resume_here() noexcept { coroutine_.resume(); }

  std::coroutine_handle<promise> coroutine_;
  async_simple::Executor *executor_;
  async_simple::Executor::Context context_ = async_simple::Executor::NULLCTX;
#if __has_include(<async_simple/Signal.h>)
  const async_simple::Slot *slot_ = nullptr;
#endif
};

namespace detail {

/// How `sync_wait` waits for a `Lazy`, with or without an executor: it starts
/// it as async_simple's own syncAwait does.
template <class Lazy> struct async_simple_waiter {
  using result_type = typename Lazy::ValueType;

  template <class R> static void wait(Lazy &lazy, outcome<R> &result) {
    if (runs_here(lazy.getExecutor()))
      throw std::logic_error(
          "corolint::sync_wait was called on a thread of the executor of the "
          "async_simple coroutine, which may need it to go on. co_await the "
          "coroutine, or call sync_wait on another thread");
    one_event ended;
    std::move(lazy).start([&](async_simple::Try<R> &&tried) noexcept {
      keep(tried, result);
      ended.set();
    });
    ended.wait();
  }

private:
  static bool runs_here(async_simple::Executor *executor) {
    try {
      return executor != nullptr && executor->currentThreadInExecutor();
    } catch (const std::logic_error &) {
      return false; // As executors have it that don't know.
    }
  }

  template <class R>
  static void keep(async_simple::Try<R> &tried, outcome<R> &result) noexcept {
    if (tried.hasError())
      result.fail(tried.getException());
    else if constexpr (std::is_void_v<R>)
      result.set();
    else
      result.set(std::move(tried).value());
  }
};

} // namespace detail

template <class T>
struct sync_waiter<async_simple::coro::Lazy<T>>
    : detail::async_simple_waiter<async_simple::coro::Lazy<T>> {};

template <class T>
struct sync_waiter<async_simple::coro::RescheduleLazy<T>>
    : detail::async_simple_waiter<async_simple::coro::RescheduleLazy<T>> {};

} // namespace corolint

#endif

#endif
