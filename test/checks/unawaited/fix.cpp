// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the fixes write, and where there is none.
// RUN: %lint %s unawaited
#include "generator.hpp"
#include "task.hpp"

task<void> work();
task<int> number();
task<task<int>> nested();

task<void> statement_bad() {
  work(); // warns: task // fixed: co_await work();
  if (true)
    work(); // warns: task // fixed: co_await work();
  co_return;
}

task<void> ternary_bad(bool which) {
  which ? work() : work(); // warns: task // fixed: co_await (which ? work() : work());
  co_return;
}

task<int> local_bad() {
  auto value = number(); // warns: 'value' // fixed: auto value = co_await number();
  const auto constant = number(); // warns: 'constant' // fixed: const auto constant = co_await number();
  auto nothing = work(); // warns: 'nothing' // fixed: co_await work();
  task<int> typed = number(); // warns: 'typed' // fixed: co_await number();
  co_return 1;
}

task<void> inner_bad() {
  co_await nested(); // warns: task // fixed: co_await co_await nested();
}

task<void> lambda_coroutine_bad() {
  auto inner = []() -> task<void> {
    work(); // warns: task // fixed: co_await work();
    co_return;
  };
  co_await inner();
}

void plain_function_bad() {
  work(); // warns: task // note: this function is no coroutine
}

// Its promise takes no co_await.
generator<int> generator_bad() {
  work(); // warns: task
  co_yield 1;
}

task<void> catch_handler_bad() {
  try {
    co_await work();
  } catch (...) {
    work(); // warns: task
  }
}

task<void> lambda_bad() {
  auto inner = [] {
    work(); // warns: task
  };
  inner();
  co_return;
}

#define DROP() work()

task<void> macro_bad() {
  DROP(); // warns: task
  co_return;
}
