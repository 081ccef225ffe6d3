// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cppcoro's task.

#pragma once

#include "../../lazy_task.hpp"

namespace cppcoro {
template <class T = void> using task = lazy_task<T>;
} // namespace cppcoro
