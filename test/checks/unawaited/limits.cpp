// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s unawaited
#include "task.hpp"

task<void> work();

// An overwritten task isn't seen as dropped.
task<void> missed_alarm_overwritten() {
  auto pending = work();
  pending = work();
  co_await std::move(pending);
}
