// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of Boost.Asio, those that return a
// `boost::asio::awaitable`: they resume on their own executor. Including it is
// all there is to do. It meets the coroutine's frame, which is no public part
// of Boost.Asio: docs/offload.md names the versions it was tried with.

#ifndef COROLINT_ADAPTERS_BOOST_ASIO_HPP
#define COROLINT_ADAPTERS_BOOST_ASIO_HPP

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <type_traits>
#include <utility>

#include <corolint/detail/asio_awaiter.hpp>

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
  using work = std::decay_t<typename boost::asio::prefer_result<
      Executor, boost::asio::execution::outstanding_work_t::tracked_t>::type>;

  static context &context_of(const Executor &executor) {
    return boost::asio::query(executor, boost::asio::execution::context);
  }

  static work work_on(const Executor &executor) {
    return boost::asio::prefer(
        executor, boost::asio::execution::outstanding_work.tracked);
  }

  template <class Start> static awaitable initiate(Start start) {
    token use_awaitable;
    return boost::asio::async_initiate<token, void()>(start, use_awaitable);
  }

  static void post(handler resume) { boost::asio::post(std::move(resume)); }
};

namespace boost::asio::detail {

/// Awaits what await_transform makes of an offload. That type is local to this
/// namespace, so the operator is found from everywhere.
template <corolint::detail::wrapped_offload Wrapped>
auto operator co_await(Wrapped &&wrapped) {
  return corolint::detail::asio_awaiter(wrapped.function_, *wrapped.this_);
}

} // namespace boost::asio::detail

#endif
