// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// RUN: %lint %s unawaited
// RUN: %lint %s unawaited -o StrictEager=true --if strict
#include "eager.hpp"
#include "task.hpp"

task<void> work();
eager begun();
nodiscard_eager important();
detached fire_and_forget();

task<void> drops_bad() {
  work(); // warns: its work never runs
  important(); // warns: nobody learns how it ends
  begun(); // warns if strict: nobody learns how it ends
  auto running = begun(); // warns if strict: 'running'
  co_return;
}

task<void> drops_ok() {
  fire_and_forget();
  (void)begun();
  co_await begun();
}
