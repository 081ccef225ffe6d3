// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How an awaitable is given a cancellation token, or isn't.

#pragma once

#include <folly/CancellationToken.h>

namespace folly::coro {

namespace detail::adl {

template <class Awaitable>
Awaitable &&co_withCancellation(const CancellationToken &,
                                Awaitable &&awaitable) noexcept {
  return static_cast<Awaitable &&>(awaitable);
}

struct WithCancellationFunction {
  template <class Awaitable>
  auto operator()(const CancellationToken &token, Awaitable &&awaitable) const
      -> decltype(co_withCancellation(token,
                                      static_cast<Awaitable &&>(awaitable))) {
    return co_withCancellation(token, static_cast<Awaitable &&>(awaitable));
  }
};

} // namespace detail::adl

inline constexpr detail::adl::WithCancellationFunction co_withCancellation{};

} // namespace folly::coro
