// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of Drogon, those that return a
// `drogon::Task` or `drogon::AsyncTask`: they resume in the event loop of the
// thread that awaited. Including it is all there is to do. Where Drogon isn't
// found, and something else stands in for it, there is nothing to adapt.

#ifndef COROLINT_ADAPTERS_DROGON_HPP
#define COROLINT_ADAPTERS_DROGON_HPP

#include <corolint/offload.hpp>

#if __has_include(<trantor/net/EventLoop.h>)

#include <drogon/utils/coroutine.h>
#include <trantor/net/EventLoop.h>

#include <coroutine>
#include <utility>

#include <corolint/detail/loops.hpp>

namespace corolint {

namespace detail {

template <class Task> inline constexpr bool is_drogon_task = false;
template <class T> inline constexpr bool is_drogon_task<drogon::Task<T>> = true;
template <> inline constexpr bool is_drogon_task<drogon::AsyncTask> = true;

template <class Promise>
concept drogon_promise =
    is_drogon_task<decltype(std::declval<Promise &>().get_return_object())>;

inline const loop_kind drogon_loops("Drogon", []() noexcept {
  auto *loop = trantor::EventLoop::getEventLoopOfCurrentThread();
  return loop != nullptr && loop->isRunning();
});

} // namespace detail

/// Queues the coroutine in the loop of the thread where it awaited; a thread
/// without a loop has nowhere to come back to.
template <detail::drogon_promise Promise> class resumption<Promise> {
public:
  explicit resumption(std::coroutine_handle<Promise> coroutine)
      : coroutine_(coroutine),
        loop_(trantor::EventLoop::getEventLoopOfCurrentThread()) {}

  void resume() {
    if (loop_ != nullptr)
      loop_->queueInLoop(
          [coroutine = coroutine_]() noexcept { coroutine.resume(); });
    else
      resume_here();
  }

private:
  void resume_here() noexcept { coroutine_.resume(); }

  std::coroutine_handle<Promise> coroutine_;
  trantor::EventLoop *loop_;
};

} // namespace corolint

#endif

#endif
