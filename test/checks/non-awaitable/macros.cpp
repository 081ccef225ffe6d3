// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In macros, at the expansion; without a fix, as what is written may be used
// elsewhere.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"

struct plain {};
int number();
task<int> work();

#define AWAIT(x) co_await x
#define AWAIT_PARENTHESES(x) (co_await (x))
#define SAME(x) x
#define TWICE(x) AWAIT(x); AWAIT(x)
#define AWAIT_NUMBER co_await number()
#define VALUE 5
#define IN_LAMBDA(x) [&]() -> task<void> { co_await x; }()
#define FIRST_MEMBER(x) x.first

// fixed: (no line of this file has a fix)

task<void> macros_bad(plain value) {
  AWAIT(number()); // warns: 'int'
  AWAIT(value); // warns: 'plain'
  int n = AWAIT(number()); // warns: 'int'
  n = AWAIT_PARENTHESES(number()); // warns: 'int'
  SAME(co_await number()); // warns: 'int'
  SAME(AWAIT(number())); // warns: 'int'
  AWAIT_NUMBER; // warns: 'int'
  TWICE(number()); // warns: 'int'
  AWAIT(work); // warns: not called
  AWAIT(work());
}

task<void> parts_bad() {
  co_await VALUE; // warns: 'int'
}

task<void> lambda_bad() {
  co_await IN_LAMBDA(number()); // warns: 'int'
}
