// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts a task of Cobalt on an executor.

#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/cobalt/task.hpp>

#include <coroutine>
#include <exception>
#include <utility>

namespace boost::cobalt {

namespace detail {

/// The coroutine that awaits what was spawned.
struct spawned {
  struct promise_type {
    template <class Handler>
    promise_type(const executor &on, const asio::cancellation_slot &slot,
                 const task<void> &, const Handler &)
        : on(on), slot(slot) {}

    spawned get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }

    const executor &get_executor() const { return on; }
    asio::cancellation_slot get_cancellation_slot() const { return slot; }

    executor on;
    asio::cancellation_slot slot;
  };
};

template <class Handler>
spawned run_spawned(executor on, asio::cancellation_slot, task<void> started,
                    Handler handler) {
  std::exception_ptr thrown;
  try {
    co_await started;
  } catch (...) {
    thrown = std::current_exception();
  }
  asio::dispatch(asio::get_associated_executor(handler, on),
                 [handler, thrown]() mutable { handler(thrown); });
}

} // namespace detail

template <class Handler>
void spawn(executor on, task<void> &&started, Handler handler) {
  asio::post(on, [on, started = std::move(started), handler]() mutable {
    detail::run_spawned(on, asio::get_associated_cancellation_slot(handler),
                        std::move(started), handler);
  });
}

} // namespace boost::cobalt
