// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines that are only declared here: nothing in this file instantiates
// their promise.
// RUN: %lint %s unawaited
#include "eager.hpp"
#include "task.hpp"

task<long> number();
nodiscard_eager important();
[[nodiscard]] eager marked();

void drops_bad() {
  number(); // warns: its work never runs
  important(); // warns: nobody learns how it ends
  marked(); // warns: nobody learns how it ends
}

void stores_bad() {
  auto pending = number(); // warns: 'pending'
}
