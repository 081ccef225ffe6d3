// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of Boost.Cobalt: they resume on their own
// executor, and cancelling them stops calls that have not begun. Including it
// is all there is to do. Where Cobalt isn't found, and something else stands in
// for it, there is nothing to adapt.

#ifndef COROLINT_ADAPTERS_BOOST_COBALT_HPP
#define COROLINT_ADAPTERS_BOOST_COBALT_HPP

#include <corolint/offload.hpp>

#if __has_include(<boost/cobalt/config.hpp>)

#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/cobalt/config.hpp>
#include <boost/cobalt/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <atomic>
#include <concepts>
#include <coroutine>

namespace corolint {

namespace detail {

/// The promises of Cobalt's coroutines, which have an executor each. One that
/// can be cancelled says so by its slot.
template <class Promise>
concept cobalt_promise =
    std::derived_from<Promise, boost::cobalt::promise_memory_resource_base> ||
    std::derived_from<Promise, boost::cobalt::promise_throw_if_cancelled_base>;

} // namespace detail

template <detail::cobalt_promise Promise>
  requires requires(Promise &promise) {
    { promise.get_executor() } -> std::convertible_to<boost::cobalt::executor>;
  }
class resumption<Promise> {
public:
  explicit resumption(std::coroutine_handle<Promise> coroutine)
      : coroutine_(coroutine),
        executor_(boost::asio::prefer(
            boost::cobalt::executor(coroutine.promise().get_executor()),
            boost::asio::execution::outstanding_work.tracked)) {
    if constexpr (requires { coroutine.promise().throw_if_cancelled(); })
      if (auto slot = coroutine.promise().get_cancellation_slot();
          slot.is_connected() && coroutine.promise().throw_if_cancelled())
        slot.assign([this](boost::asio::cancellation_type type) {
          stop_ = stop_ || type != boost::asio::cancellation_type::none;
        });
  }

  resumption(const resumption &) = delete;
  resumption &operator=(const resumption &) = delete;

  ~resumption() {
    if constexpr (requires { coroutine_.promise().throw_if_cancelled(); })
      if (auto slot = coroutine_.promise().get_cancellation_slot();
          slot.is_connected())
        slot.clear();
  }

  void resume() {
    const auto executor = executor_;
    boost::asio::post(executor,
                      [coroutine = coroutine_] { coroutine.resume(); });
  }

  bool stop_requested() noexcept { return stop_; }

  [[noreturn]] void throw_stopped() {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  }

private:
  std::coroutine_handle<Promise> coroutine_;
  boost::cobalt::executor executor_;
  std::atomic<bool> stop_ = false;
};

} // namespace corolint

#endif

#endif
