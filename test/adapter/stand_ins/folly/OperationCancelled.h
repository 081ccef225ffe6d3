// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a coroutine that was cancelled throws.

#pragma once

#include <exception>

namespace folly {

struct OperationCancelled final : std::exception {
  const char *what() const noexcept override {
    return "coroutine operation cancelled";
  }
};

} // namespace folly
