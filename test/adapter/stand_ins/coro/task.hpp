// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcoro's task.

#pragma once

#include "../../lazy_task.hpp"

namespace coro {
template <class T = void> using task = lazy_task<T>;
} // namespace coro
