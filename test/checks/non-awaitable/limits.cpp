// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s non-awaitable
// does-not-compile
// error: member reference base type 'int'
#include "task.hpp"
#include <functional>

int number();
task<int> work();
void look(task<int> &);
#define KEYWORD co_await

// Whether a dependent type is awaitable is known only with its arguments.
template <class T> task<void> missed_alarm_never_awaitable(T *pointer) {
  co_await pointer;
}

// The keyword is looked for where the operand is.
task<void> missed_alarm_keyword_in_macro() { KEYWORD number(); }
