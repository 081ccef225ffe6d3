// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In a function that doesn't compile only coro-non-awaitable speaks; an error
// that it doesn't explain is the file's.
// RUN: %lint %s non-awaitable
// does-not-compile
// error: undeclared identifier 'missing'
#include "task.hpp"
#include <unistd.h>

task<void> work();

task<void> broken_ok() {
  sleep(1);
  work();
  co_await missing();
}

task<void> both_bad() {
  sleep(1);
  co_await 1; // warns: 'int'
  missing();
}

task<void> whole_bad() {
  sleep(1); // warns blocking-call: sleep
  work(); // warns unawaited: task
  co_return;
}
