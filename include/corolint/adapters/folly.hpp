// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of folly, tasks and asynchronous
// generators: folly brings them back to their own executor, and cancelling them
// stops calls that have not begun. Including it is all there is to do. Where
// folly isn't found, and something else stands in for it, there is nothing to
// adapt. folly/coro was folly/experimental/coro until July 2024.

#ifndef COROLINT_ADAPTERS_FOLLY_HPP
#define COROLINT_ADAPTERS_FOLLY_HPP

#include <corolint/offload.hpp>

#if __has_include(<folly/coro/ViaIfAsync.h>) || \
    __has_include(<folly/experimental/coro/ViaIfAsync.h>)

#include <folly/CancellationToken.h> // and with it OperationCancelled
#include <folly/Executor.h>
#include <folly/Try.h>
#if __has_include(<folly/coro/ViaIfAsync.h>)
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/WithCancellation.h>
#else
#include <folly/experimental/coro/ViaIfAsync.h>
#include <folly/experimental/coro/WithCancellation.h>
#endif
#include <folly/executors/IOExecutor.h>

#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include <corolint/detail/loops.hpp>

namespace corolint {

namespace detail {

/// What a coroutine of folly awaits instead of an offload: an `Operation`, an
/// object or a reference, and what tells it to stop. Until it is awaited it may
/// be moved.
template <class Operation> class folly_offload {
public:
  using result_type = typename std::remove_reference_t<Operation>::result_type;

  folly_offload(Operation &&operation, const folly::CancellationToken &token)
      : operation_(std::forward<Operation>(operation)), token_(token) {}

  folly_offload(folly_offload &&other) noexcept(
      std::is_nothrow_constructible_v<Operation, Operation &&>)
      : operation_(std::forward<Operation>(other.operation_)),
        token_(std::move(other.token_)) {}

  bool await_ready() const noexcept { return false; }

  bool await_suspend(std::coroutine_handle<> coroutine) noexcept {
    try {
      told_.emplace(token_, [this] { operation_.request_stop(); });
      operation_.start(&resume, coroutine.address());
      return true;
    } catch (...) {
      operation_.fail(std::current_exception());
      return false;
    }
  }

  result_type await_resume() {
    told_.reset();
    if (operation_.was_stopped())
      throw folly::OperationCancelled();
    return operation_.await_resume();
  }

  /// For `co_awaitTry`.
  auto await_resume_try() noexcept
    requires(!std::is_reference_v<result_type>)
  {
    return folly::makeTryWith([this] { return await_resume(); });
  }

private:
  /// It is folly's own coroutine that goes on here, and posts the other one.
  static void resume(void *coroutine) noexcept {
    std::coroutine_handle<>::from_address(coroutine).resume();
  }

  Operation operation_;
  folly::CancellationToken token_;
  std::optional<folly::CancellationCallback> told_;
};

inline const loop_kind folly_loops("folly", []() noexcept {
  const auto blocked = folly::getExecutorBlockingContext();
  return blocked && dynamic_cast<folly::IOExecutor *>(blocked->ex) != nullptr;
});

} // namespace detail

/// What folly asks for when an offload is awaited.
template <class F, class Executor, class Way>
detail::folly_offload<offload_operation<F, Executor, Way>>
co_withCancellation(const folly::CancellationToken &token,
                    offload_operation<F, Executor, Way> &&operation) {
  static_assert(std::is_same_v<Way, own_way>,
                "corolint::resume_on in a coroutine of folly: it always "
                "resumes on its own executor");
  return {std::move(operation), token};
}

/// The same for one that has a name.
template <class F, class Executor, class Way>
detail::folly_offload<offload_operation<F, Executor, Way> &>
co_withCancellation(const folly::CancellationToken &token,
                    offload_operation<F, Executor, Way> &operation) {
  static_assert(std::is_same_v<Way, own_way>,
                "corolint::resume_on in a coroutine of folly: it always "
                "resumes on its own executor");
  return {operation, token};
}

/// Where an offload is awaited without a token, as by `co_viaIfAsync`: the
/// promise is of folly's own coroutine, which posts the other one.
template <
    std::derived_from<folly::coro::detail::ViaCoroutinePromiseBase> Promise>
class resumption<Promise> : public detail::resumption_at_once {
public:
  using resumption_at_once::resumption_at_once;
};

} // namespace corolint

#endif

#endif
