// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A value or an exception.

#pragma once

#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

namespace folly {

template <class T> class [[nodiscard]] Try {
  using kept = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
  template <class... Value>
  explicit Try(std::in_place_t, Value &&...value)
      : kept_(std::in_place_index<0>, std::forward<Value>(value)...) {}
  explicit Try(std::exception_ptr thrown)
      : kept_(std::in_place_index<1>, std::move(thrown)) {}

  bool hasValue() const { return kept_.index() == 0; }
  template <class Exception> bool hasException() const {
    try {
      if (!hasValue())
        std::rethrow_exception(std::get<1>(kept_));
    } catch (const Exception &) {
      return true;
    } catch (...) {
    }
    return false;
  }
  kept &operator*() { return std::get<0>(kept_); }

private:
  std::variant<kept, std::exception_ptr> kept_;
};

template <class F> auto makeTryWith(F function) {
  using result = Try<std::invoke_result_t<F>>;
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      function();
      return result(std::in_place);
    } else {
      return result(std::in_place, function());
    }
  } catch (...) {
    return result(std::current_exception());
  }
}

} // namespace folly
