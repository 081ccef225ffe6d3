// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s unawaited
#include "task.hpp"

task<void> work();

// Moved to another local that nobody awaits: the move consumes it.
task<void> missed_alarm_moved_to_a_local() {
  auto first = work();
  auto second = std::move(first);
  co_return;
}
