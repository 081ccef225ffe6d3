// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A brace too many ends a function early: what it goes on to do is lost.
// RUN: %lint %s unawaited
// does-not-compile
// error: expected unqualified-id (and 1 more)
#include "task.hpp"

task<int> number();

task<void> before_bad() {
  auto n = number(); // warns: never awaited
  co_return;
}

task<int> cut_ok() {
  auto n = number();
  }
  co_return co_await n;
}

task<void> after_bad() {
  auto n = number(); // warns: never awaited
  co_return;
}
