// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the language does for co_await, by hand: from an operand to its awaiter
// and what that yields.

#ifndef COROLINT_DETAIL_AWAITING_HPP
#define COROLINT_DETAIL_AWAITING_HPP

#include <concepts>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace corolint::detail {

/// The awaiter of an operand, as `operator co_await` gives it; the operand
/// itself if there is none.
template <class Awaitable> decltype(auto) awaiter_of(Awaitable &&operand) {
  if constexpr (requires {
                  std::forward<Awaitable>(operand).operator co_await();
                })
    return std::forward<Awaitable>(operand).operator co_await();
  else if constexpr (requires {
                       operator co_await(std::forward<Awaitable>(operand));
                     })
    return operator co_await(std::forward<Awaitable>(operand));
  else
    return static_cast<Awaitable &&>(operand);
}

/// What can be awaited in a coroutine whose promise lets everything through.
template <class T>
concept awaitable = requires(T &&operand) {
  {
    awaiter_of(std::forward<T>(operand)).await_ready()
  } -> std::convertible_to<bool>;
  awaiter_of(std::forward<T>(operand)).await_resume();
};

/// What awaiting it yields.
template <awaitable T>
using await_result = decltype(awaiter_of(std::declval<T>()).await_resume());

/// What the promise of `coroutine` makes of an operand.
template <class Promise, class Awaitable>
decltype(auto) transformed(std::coroutine_handle<Promise> coroutine,
                           Awaitable &&operand) {
  if constexpr (requires {
                  coroutine.promise().await_transform(
                      std::forward<Awaitable>(operand));
                })
    return coroutine.promise().await_transform(
        std::forward<Awaitable>(operand));
  else
    return static_cast<Awaitable &&>(operand);
}

/// One await on behalf of a coroutine that is suspended already: of what
/// `make()` returns, an object or a reference.
template <class Promise, class Make> class foreign_await {
public:
  foreign_await(std::coroutine_handle<Promise> coroutine, Make make)
      : coroutine_(coroutine), operand_(make()),
        transformed_(
            detail::transformed(coroutine, std::forward<operand>(operand_))),
        awaiter_(awaiter_of(std::forward<transform>(transformed_))) {}

  foreign_await(const foreign_await &) = delete;
  foreign_await &operator=(const foreign_await &) = delete;

  /// Resumes the coroutine as awaiting in it would; it may be resumed, and this
  /// be destroyed, before it returns.
  void begin() {
    const auto coroutine = coroutine_;
    if (awaiter_.await_ready())
      return resume(coroutine);
    using suspended = decltype(awaiter_.await_suspend(coroutine));
    if constexpr (std::is_void_v<suspended>)
      awaiter_.await_suspend(coroutine);
    else if constexpr (std::same_as<suspended, bool>) {
      if (!awaiter_.await_suspend(coroutine))
        resume(coroutine);
    } else
      resume(awaiter_.await_suspend(coroutine));
  }

  /// To be called by the coroutine when it has been resumed.
  void end() { static_cast<void>(awaiter_.await_resume()); }

private:
  /// What leaves a coroutine must not be taken for a failure to resume it.
  static void resume(std::coroutine_handle<> coroutine) noexcept {
    coroutine.resume();
  }

  using operand = std::invoke_result_t<Make>;
  using transform = decltype(detail::transformed(
      std::declval<std::coroutine_handle<Promise>>(), std::declval<operand>()));
  using awaiter = decltype(awaiter_of(std::declval<transform>()));

  std::coroutine_handle<Promise> coroutine_;
  operand operand_;
  transform transformed_;
  awaiter awaiter_;
};

} // namespace corolint::detail

#endif
