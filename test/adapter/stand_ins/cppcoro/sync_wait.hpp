// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How one waits for a task of cppcoro.

#pragma once

#include <cppcoro/task.hpp>

#include "../wait_for_lazy.hpp"

#include <utility>

namespace cppcoro {
template <class T> T sync_wait(task<T> &&awaited) {
  return wait_for_lazy(std::move(awaited));
}
} // namespace cppcoro
