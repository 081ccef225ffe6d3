// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s unawaited
#include "task.hpp"
#include <vector>

task<void> work();
task<int> number();

// Moved to another local that nobody awaits: the move consumes it.
task<void> missed_alarm_moved_to_a_local() {
  auto first = work();
  auto second = std::move(first);
  co_return;
}

// A container of tasks isn't followed.
task<void> missed_alarm_container() {
  std::vector<task<int>> all;
  all.push_back(number());
  co_return;
}

// The overwritten task isn't followed either.
task<void> missed_alarm_overwritten() {
  auto pending = work();
  pending = work();
  co_await std::move(pending);
}
