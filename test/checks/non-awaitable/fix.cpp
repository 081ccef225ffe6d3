// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <memory>
#include <string>

struct plain {};
int number();
void nothing();
plain make();
task<int> work();

task<void> statement_bad() {
  co_await number(); // warns: 'int' // fixed: number();
  co_await nothing(); // warns: 'void' // fixed: nothing();
  co_await make(); // warns: 'plain' // fixed: make();
  co_await work();
}

task<void> value_bad() {
  int n = co_await number(); // warns: 'int' // fixed: int n = number();
  (void)n;
  co_await work();
}
