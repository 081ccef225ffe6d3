// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the check doesn't know what was meant, it says what to do.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <future>
#include <unistd.h>

int number();
task<int> work();

#define WAIT(x) co_await x

// fixed: (no line of this file has a fix)

task<void> macro_bad() {
  WAIT(number()); // warns: 'int'
}

task<void> pointer_bad(task<int> *pending) {
  co_await pending; // warns: pointer // note: dereference
}

task<void> lvalue_bad(task<int> pending) {
  co_await pending; // warns: rvalue // note: std::move
}

task<void> future_bad(std::future<int> result) {
  co_await result; // warns: future // note: offload
}

task<void> other_checks_are_silent_here_bad(task<int> *pending) {
  sleep(1);
  work();
  co_await pending; // warns: pointer
}
