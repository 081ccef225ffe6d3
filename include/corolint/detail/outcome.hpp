// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call or a task ended with, kept until somebody takes it.

#ifndef COROLINT_DETAIL_OUTCOME_HPP
#define COROLINT_DETAIL_OUTCOME_HPP

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

namespace corolint::detail {

/// How a result of type R is kept.
template <class R> struct kept_result {
  using type = std::remove_cv_t<R>;
};
template <class R>
  requires std::is_void_v<R>
struct kept_result<R> {
  using type = std::monostate;
};
template <class R>
  requires std::is_reference_v<R>
struct kept_result<R> {
  using type = std::remove_reference_t<R> *;
};

/// A result of type R, which may be a reference or void, or an exception, or
/// nothing yet.
template <class R> class outcome {
public:
  /// Keeps the result: one argument, none for void.
  template <class... Result> void set(Result &&...result) {
    if constexpr (std::is_reference_v<R>)
      kept_.template emplace<1>(std::addressof(result)...);
    else
      kept_.template emplace<1>(std::forward<Result>(result)...);
  }

  /// Keeps an exception.
  void fail(std::exception_ptr thrown) noexcept {
    kept_.template emplace<2>(std::move(thrown));
  }

  bool empty() const noexcept { return kept_.index() == 0; }
  bool failed() const noexcept { return kept_.index() == 2; }

  /// Returns or throws it; once.
  R take() {
    if (auto *thrown = std::get_if<2>(&kept_))
      std::rethrow_exception(std::move(*thrown));
    if constexpr (std::is_reference_v<R>)
      return static_cast<R>(*std::get<1>(kept_));
    else if constexpr (!std::is_void_v<R>)
      return std::move(std::get<1>(kept_));
  }

private:
  std::variant<std::monostate, typename kept_result<R>::type,
               std::exception_ptr>
      kept_;
};

} // namespace corolint::detail

#endif
