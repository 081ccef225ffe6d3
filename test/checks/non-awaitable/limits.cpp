// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s non-awaitable
#include "task.hpp"

// Whether a dependent type is awaitable is known only with its arguments.
template <class T> task<void> missed_alarm_never_awaitable(T *pointer) {
  co_await pointer;
}
