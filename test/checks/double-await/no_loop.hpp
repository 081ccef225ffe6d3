// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library's macro that is a loop by its looks, as Boost.Test's are.
#pragma once
#pragma GCC system_header

namespace testing_tools {
inline bool never() { return false; }
} // namespace testing_tools
bool holds(int value);

#define CHECK_HOLDS(value)                                                     \
  do {                                                                         \
    holds(value);                                                              \
  } while (testing_tools::never())
