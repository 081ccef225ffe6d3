// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s double-await
#include "task.hpp"
#include <utility>
#include <vector>

task<void> work();
template <class T> void spawn(T &&work);

// Somebody else may have renewed it while the coroutine was suspended.
struct holder {
  task<void> member;
  task<void> missed_alarm_member() {
    co_await std::move(member);
    co_await std::move(member);
  }
};

// The lambda may be called anywhere.
task<void> missed_alarm_captured_by_reference() {
  auto t = work();
  auto once = [&]() -> task<void> { co_await std::move(t); };
  co_await once();
  co_await once();
}

// Which element it is isn't known.
task<void> missed_alarm_same_index(std::vector<task<void>> all, int i) {
  co_await std::move(all[i]);
  co_await std::move(all[i]);
}

// Nothing relates the two conditions.
task<void> false_alarm_exclusive_conditions(int n) {
  auto t = work();
  if (n > 0)
    co_await std::move(t);
  if (n < 0)
    co_await std::move(t); // warns: 't'
}

// Several conditions at once, and what a counter says.
task<void> false_alarm_negated_conjunction(bool a, bool b) {
  auto t = work();
  if (a && b)
    co_await std::move(t);
  if (!(a && b))
    co_await std::move(t); // warns: 't'
}
task<void> false_alarm_counted(int rounds) {
  auto t = work();
  int done = 0;
  while (rounds-- > 0)
    if (done == 0) {
      co_await std::move(t); // warns: 't'
      done = 1;
    }
}
