// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of Asio, those that return a
// `asio::awaitable`: they resume on their own executor. Including it is
// all there is to do. It meets the coroutine's frame, which is no public part
// of Asio: docs/offload.md names the versions it was tried with.

#ifndef COROLINT_ADAPTERS_ASIO_HPP
#define COROLINT_ADAPTERS_ASIO_HPP

#include <asio/async_result.hpp>
#include <asio/awaitable.hpp>
#include <asio/execution/context.hpp>
#include <asio/execution/outstanding_work.hpp>
#include <asio/execution_context.hpp>
#include <asio/post.hpp>
#include <asio/prefer.hpp>
#include <asio/query.hpp>
#include <asio/use_awaitable.hpp>

#include <type_traits>
#include <utility>

#include <corolint/detail/asio_awaiter.hpp>

#if !defined(ASIO_HAS_CO_AWAIT)
#error "Asio has its coroutines turned off here: see docs/offload.md"
#endif

/// The frame of a coroutine of Asio on an `Executor`.
template <class Executor>
struct corolint::detail::asio_frame<
    asio::detail::awaitable_frame_base<Executor>> {
  using context = asio::execution_context;
  using awaitable = asio::awaitable<void, Executor>;
  using token = asio::use_awaitable_t<Executor>;
  using handler = typename asio::async_result<token, void()>::handler_type;
  using work = std::decay_t<typename asio::prefer_result<
      Executor, asio::execution::outstanding_work_t::tracked_t>::type>;

  static context &context_of(const Executor &executor) {
    return asio::query(executor, asio::execution::context);
  }

  static work work_on(const Executor &executor) {
    return asio::prefer(executor, asio::execution::outstanding_work.tracked);
  }

  template <class Start> static awaitable initiate(Start start) {
    token use_awaitable;
    return asio::async_initiate<token, void()>(start, use_awaitable);
  }

  static void post(handler resume) { asio::post(std::move(resume)); }
};

namespace asio::detail {

/// Awaits what await_transform makes of an offload. That type is local to this
/// namespace, so the operator is found from everywhere.
template <corolint::detail::wrapped_offload Wrapped>
auto operator co_await(Wrapped &&wrapped) {
  return corolint::detail::asio_awaiter(wrapped.function_, *wrapped.this_);
}

} // namespace asio::detail

#endif
