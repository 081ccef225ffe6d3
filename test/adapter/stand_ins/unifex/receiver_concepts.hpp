// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a receiver is told.

#pragma once

#include <utility>

namespace unifex {

inline constexpr auto set_value =
    []<class R, class... Values>(R &&receiver, Values &&...values) {
      std::forward<R>(receiver).set_value(std::forward<Values>(values)...);
    };

inline constexpr auto set_error =
    []<class R, class Error>(R &&receiver, Error &&error) noexcept {
      std::forward<R>(receiver).set_error(std::forward<Error>(error));
    };

inline constexpr auto set_done = []<class R>(R &&receiver) noexcept {
  std::forward<R>(receiver).set_done();
};

} // namespace unifex
