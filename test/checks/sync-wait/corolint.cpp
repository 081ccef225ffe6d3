// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The public library's own way from async to sync, in the wrong place.
// RUN: %lint %s sync-wait
#include "task.hpp"
#include <corolint/offload.hpp>
#include <corolint/sync_wait.hpp>

task<int> number();

task<int> sync_wait_bad() {
  int first = corolint::sync_wait(number()); // warns: 'corolint::sync_wait'
  co_return first + co_await number();
}

task<int> awaited_ok() {
  co_return co_await number() + co_await corolint::offload([] { return 1; });
}

int plain_ok() { return corolint::sync_wait(number()); }
