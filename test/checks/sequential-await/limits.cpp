// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the check judges wrong, and why.
// RUN: %lint %s sequential-await
#include "sequences.hpp"

// Two names of one object.
task<int> false_alarm_aliases(store *p) {
  store *q = p;
  int a = co_await save(p); // warns: these 2
  int b = co_await save(q);
  co_return a + b;
}

// What a function does to a global doesn't show.
int counter;
task<int> count() { co_return ++counter; }

task<int> false_alarm_global() {
  int a = co_await count(); // warns: these 2
  int b = co_await count();
  co_return a + b;
}

// Only for-loops show their elements.
task<void> missed_alarm_while(std::vector<int> ids) {
  while (!ids.empty()) {
    int id = ids.back();
    ids.pop_back();
    co_await fetch(id);
  }
}
