// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The public library's own offload: nothing is called until it is awaited.
// RUN: %lint %s unawaited
#include "task.hpp"
#include <corolint/offload.hpp>
#include <utility>

int compute();
task<int> sum(int first, int second);
void keep(corolint::offload_operation<int (*)(), corolint::blocking_pool &> &&operation);

task<void> dropped_bad() {
  corolint::offload(compute); // warns: is discarded without being awaited: its work never runs
  corolint::offload([] { return compute(); }); // warns: its work never runs
  auto later = corolint::offload(compute); // warns: 'later'
  co_return;
}

task<int> awaited_ok() {
  co_await corolint::offload(compute);
  auto later = corolint::offload(compute);
  int value = co_await std::move(later);
  keep(corolint::offload(compute));
  co_return value + co_await corolint::offload([] { return compute(); });
}
