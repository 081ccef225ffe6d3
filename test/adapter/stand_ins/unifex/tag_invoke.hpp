// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How libunifex's customisation points are customised.

#pragma once

#include <type_traits>

namespace unifex {

namespace _tag_invoke {

void tag_invoke();

struct _fn {
  template <class Tag, class... Args>
  constexpr auto operator()(Tag tag, Args &&...args) const
      noexcept(noexcept(tag_invoke(tag, static_cast<Args &&>(args)...)))
          -> decltype(tag_invoke(tag, static_cast<Args &&>(args)...)) {
    return tag_invoke(tag, static_cast<Args &&>(args)...);
  }
};

} // namespace _tag_invoke

inline constexpr _tag_invoke::_fn tag_invoke{};

template <auto &CPO> using tag_t = std::remove_cvref_t<decltype(CPO)>;

template <class Tag, class... Args>
concept tag_invocable = std::is_invocable_v<_tag_invoke::_fn, Tag, Args...>;

} // namespace unifex
