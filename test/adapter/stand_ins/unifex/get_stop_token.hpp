// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a receiver or promise says what can stop it.

#pragma once

#include <unifex/tag_invoke.hpp>

#include <type_traits>

namespace unifex {

struct unstoppable_token {
  template <class F> struct callback_type {
    callback_type(unstoppable_token, F) noexcept {}
  };
};

namespace _get_stop_token {

struct _fn {
  template <class T> auto operator()(const T &provider) const noexcept {
    if constexpr (tag_invocable<_fn, const T &>)
      return tag_invoke(_fn(), provider);
    else
      return unstoppable_token();
  }
};

} // namespace _get_stop_token

inline constexpr _get_stop_token::_fn get_stop_token{};

template <class T>
using stop_token_type_t = std::remove_cvref_t<decltype(get_stop_token(
    std::declval<const std::remove_cvref_t<T> &>()))>;

} // namespace unifex
