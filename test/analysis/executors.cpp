// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the coroutine runs, along its control flow.
// RUN: %print_analysis %s -- -std=c++20 -I %inputs | FileCheck %s
#include "task.hpp"

struct thread_pool {
  task<void> schedule();
};
struct loop {
  task<void> schedule();
};
void here(int);

task<void> straight(thread_pool pool, loop io) {
  here(1);
  co_await pool.schedule();
  here(2);
  co_await io.schedule();
  here(3);
}
// CHECK-LABEL: function 'straight':
// CHECK: 16:3 evaluates 'here'{{$}}
// CHECK: 18:3 evaluates 'here' off-loop
// CHECK: 20:3 evaluates 'here'{{$}}

task<void> on_some_paths(thread_pool pool, bool first) {
  if (first)
    co_await pool.schedule();
  here(1);
}
// CHECK-LABEL: function 'on_some_paths':
// CHECK: 30:3 evaluates 'here'{{$}}

task<void> on_all_paths(thread_pool pool, bool first) {
  if (first)
    co_await pool.schedule();
  else
    co_await pool.schedule();
  here(1);
}
// CHECK-LABEL: function 'on_all_paths':
// CHECK: 40:3 evaluates 'here' off-loop

task<void> after_an_early_return(thread_pool pool, bool first) {
  if (first)
    co_return;
  co_await pool.schedule();
  here(1);
}
// CHECK-LABEL: function 'after_an_early_return':
// CHECK: 49:3 evaluates 'here' off-loop

task<void> in_a_loop(thread_pool pool, loop io, int n) {
  while (n--) {
    here(1);
    co_await pool.schedule();
    here(2);
  }
}
// CHECK-LABEL: function 'in_a_loop':
// CHECK: 56:5 evaluates 'here'{{$}}
// CHECK: 58:5 evaluates 'here' off-loop
