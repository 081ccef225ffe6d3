// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a coroutine comes back to its executor: a coroutine of folly's own is
// what the awaitable resumes, and that posts the other one.

#pragma once

#include <folly/Executor.h>
#include <folly/coro/WithCancellation.h>

#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

namespace folly::coro {

namespace detail {

class ViaCoroutinePromiseBase {
public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { std::terminate(); }

  void setExecutor(Executor::KeepAlive<> executor) { executor_ = executor; }
  void setContinuation(std::coroutine_handle<> coroutine) {
    continuation_ = coroutine;
  }

protected:
  void scheduleContinuation() {
    executor_->add([coroutine = continuation_] { coroutine.resume(); });
  }

private:
  Executor::KeepAlive<> executor_;
  std::coroutine_handle<> continuation_;
};

template <bool IsStackAware> class ViaCoroutine {
public:
  class promise_type final : public ViaCoroutinePromiseBase {
    struct final_awaiter : std::suspend_always {
      void
      await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept {
        coroutine.promise().scheduleContinuation();
      }
    };

  public:
    ViaCoroutine get_return_object() {
      return ViaCoroutine(
          std::coroutine_handle<promise_type>::from_promise(*this));
    }
    final_awaiter final_suspend() noexcept { return {}; }
  };

  static ViaCoroutine create(Executor::KeepAlive<> executor) {
    ViaCoroutine made = create();
    made.coroutine_.promise().setExecutor(executor);
    return made;
  }

  ViaCoroutine(ViaCoroutine &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~ViaCoroutine() {
    if (coroutine_)
      coroutine_.destroy();
  }

  std::coroutine_handle<promise_type> handle() const { return coroutine_; }

private:
  explicit ViaCoroutine(std::coroutine_handle<promise_type> coroutine)
      : coroutine_(coroutine) {}

  static ViaCoroutine create() { co_return; }

  std::coroutine_handle<promise_type> coroutine_;
};

} // namespace detail

/// folly calls it unqualified: a function of that name beside an awaitable
/// would be in its way.
template <class Awaitable> Awaitable &get_awaiter(Awaitable &&awaitable) {
  return awaitable;
}

template <class Awaitable> class ViaIfAsyncAwaiter {
public:
  ViaIfAsyncAwaiter(Executor::KeepAlive<> executor, Awaitable &&awaitable)
      : via_(detail::ViaCoroutine<false>::create(executor)),
        awaitable_(static_cast<Awaitable &&>(awaitable)) {}

  bool await_ready() {
    return get_awaiter(static_cast<Awaitable &&>(awaitable_)).await_ready();
  }
  auto await_suspend(std::coroutine_handle<> continuation) noexcept(
      noexcept(std::declval<Awaitable &>().await_suspend(
          detail::ViaCoroutine<false>::create({}).handle()))) {
    via_.handle().promise().setContinuation(continuation);
    return awaitable_.await_suspend(via_.handle());
  }
  decltype(auto) await_resume() { return awaitable_.await_resume(); }
  auto await_resume_try()
    requires requires(std::remove_reference_t<Awaitable> &awaitable) {
      awaitable.await_resume_try();
    }
  {
    return awaitable_.await_resume_try();
  }

private:
  detail::ViaCoroutine<false> via_;
  Awaitable awaitable_;
};

namespace detail::adl {

template <class Awaitable>
ViaIfAsyncAwaiter<Awaitable> co_viaIfAsync(Executor::KeepAlive<> executor,
                                           Awaitable &&awaitable) {
  return {executor, static_cast<Awaitable &&>(awaitable)};
}

} // namespace detail::adl

using detail::adl::co_viaIfAsync;

} // namespace folly::coro
