// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` and `corolint::sync_wait` for coroutines of Boost.Asio,
// those that return a `boost::asio::awaitable`: they resume on their own
// executor. Including it is all there is to do. It meets the coroutine's frame,
// which is no public part of Boost.Asio: docs/offload.md names the versions it
// was tried with.

#ifndef COROLINT_ADAPTERS_BOOST_ASIO_HPP
#define COROLINT_ADAPTERS_BOOST_ASIO_HPP

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detail/thread_context.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <exception>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include <corolint/detail/asio_awaiter.hpp>
#include <corolint/sync_wait.hpp>

#if !defined(BOOST_ASIO_HAS_CO_AWAIT)
#error "Boost.Asio has its coroutines turned off here: see docs/offload.md"
#endif

/// The frame of a coroutine of Boost.Asio on an `Executor`.
template <class Executor>
struct corolint::detail::asio_frame<
    boost::asio::detail::awaitable_frame_base<Executor>> {
  using context = boost::asio::execution_context;
  using awaitable = boost::asio::awaitable<void, Executor>;
  using token = boost::asio::use_awaitable_t<Executor>;
  using handler =
      typename boost::asio::async_result<token, void()>::handler_type;

  static context &context_of(const Executor &executor) {
    return boost::asio::query(executor, boost::asio::execution::context);
  }

  template <class Start> static awaitable initiate(Start start) {
    token use_awaitable;
    return boost::asio::async_initiate<token, void()>(start, use_awaitable);
  }

  template <class Frame> static bool throws_if_cancelled(Frame &frame) {
    return frame.await_transform(boost::asio::this_coro::throw_if_cancelled())
        .await_resume();
  }

  static auto slot_of(const handler &resume) {
    return boost::asio::get_associated_cancellation_slot(resume);
  }

  [[noreturn]] static void throw_aborted() {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  }

  /// The loop's own executor behind a polymorphic one: posting to that takes
  /// one allocation less.
  static const boost::asio::io_context::executor_type *
  loop_behind(const Executor &executor) noexcept {
#if !defined(BOOST_ASIO_NO_TYPEID)
    using loop = boost::asio::io_context::executor_type;
    // Not every version's `target` asks for the type.
    if constexpr (requires { executor.template target<loop>(); })
      if (executor.target_type() == typeid(loop))
        return executor.template target<loop>();
#endif
    static_cast<void>(executor);
    return nullptr;
  }

  template <class Handler> static void post(Handler handler) {
    boost::asio::post(std::move(handler));
  }
};

namespace boost::asio::detail {

/// Awaits what await_transform makes of an offload. That type is local to this
/// namespace, so the operator is found from everywhere.
template <corolint::detail::wrapped_offload Wrapped>
auto operator co_await(Wrapped &&wrapped) {
  return corolint::detail::asio_awaiter(wrapped.function_, *wrapped.this_);
}

} // namespace boost::asio::detail

namespace corolint {

namespace detail {

inline const loop_kind boost_asio_loops("Boost.Asio", []() noexcept {
  return boost::asio::detail::thread_context::top_of_thread_call_stack() !=
         nullptr;
});

} // namespace detail

/// Runs the coroutine on an `io_context` of its own.
template <class T, class Executor>
struct sync_waiter<boost::asio::awaitable<T, Executor>> {
  static_assert(
      std::is_constructible_v<Executor, boost::asio::io_context::executor_type>,
      "corolint::sync_wait runs an awaitable on an io_context, but the "
      "executor of this one is of another kind: use co_spawn and use_future");

  using result_type = T;

  template <class R>
  static void wait(boost::asio::awaitable<T, Executor> &operand,
                   detail::outcome<R> &result) {
    boost::asio::io_context context(1);
    boost::asio::co_spawn(Executor(context.get_executor()),
                          detail::await_into(std::move(operand), result),
                          [](std::exception_ptr) {});
    context.run();
  }
};

} // namespace corolint

#endif
