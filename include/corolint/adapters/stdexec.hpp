// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of stdexec, and wherever stdexec takes a
// sender: to it what can be awaited is one, so it sees to itself that its tasks
// come back to their own scheduler. What is said here is how they are stopped.
// Including it is all there is to do. Where stdexec isn't found, and something
// else stands in for it, there is nothing to adapt.

#ifndef COROLINT_ADAPTERS_STDEXEC_HPP
#define COROLINT_ADAPTERS_STDEXEC_HPP

#include <corolint/offload.hpp>

#if __has_include(<stdexec/execution.hpp>)

#include <stdexec/execution.hpp>

#include <concepts>
#include <coroutine>

namespace corolint {

namespace detail {

/// A promise that can end as stopped: that of a task without a scheduler, or of
/// what stands between an awaitable and a receiver.
template <class Promise>
concept stdexec_promise = requires(Promise &promise) {
  {
    promise.unhandled_stopped()
  } -> std::convertible_to<std::coroutine_handle<>>;
  stdexec::get_stop_token(stdexec::get_env(promise));
};

} // namespace detail

/// Resumes where the call has ended, and ends what was stopped as stopped.
template <detail::stdexec_promise Promise> class resumption<Promise> {
public:
  explicit resumption(std::coroutine_handle<Promise> coroutine) noexcept
      : coroutine_(coroutine) {}

  void resume() noexcept {
    goes_on_ = true;
    coroutine_.resume();
  }

  void resume_stopped() noexcept {
    const std::coroutine_handle<> next =
        coroutine_.promise().unhandled_stopped();
    next.resume();
  }

  /// What goes on isn't stopped any more.
  bool stop_requested() noexcept {
    return !goes_on_ &&
           stdexec::get_stop_token(stdexec::get_env(coroutine_.promise()))
               .stop_requested();
  }

private:
  std::coroutine_handle<Promise> coroutine_;
  bool goes_on_ = false;
};

} // namespace corolint

#endif

#endif
