// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One waits in the operand of another: both fixes are applied at once.
// RUN: %lint %s sync-wait
#include "task.hpp"

template <class T> T sync_wait(task<T> work);
task<int> load(int);

task<int> both_bad(int a) {
  int n = sync_wait(load(sync_wait(load(a)))); // warns: sync_wait // warns: sync_wait // fixed: int n = co_await load(co_await load(a));
  n += sync_wait( load(n) ); // warns: sync_wait // fixed: n += co_await load(n);
  n += sync_wait( /* in */ load(n) /* out */ ); // warns: sync_wait // fixed: n += co_await /* in */ load(n) /* out */;
  co_return sync_wait(a ? load(1) : load(2)); // warns: sync_wait // fixed: co_return co_await (a ? load(1) : load(2));
}
