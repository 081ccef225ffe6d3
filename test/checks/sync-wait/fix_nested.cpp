// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One waits in the operand of another: both fixes are applied at once.
// RUN: %lint %s sync-wait
#include "task.hpp"
#include <string>

template <class T> T sync_wait(task<T> work);
task<int> load(int);

task<int> both_bad(int a) {
  int n = sync_wait(load(sync_wait(load(a)))); // warns: sync_wait // warns: sync_wait // fixed: int n = co_await load(co_await load(a));
  n += sync_wait( load(n) ); // warns: sync_wait // fixed: n += co_await load(n);
  n += sync_wait( /* in */ load(n) /* out */ ); // warns: sync_wait // fixed: n += co_await /* in */ load(n) /* out */;
  co_return sync_wait(a ? load(1) : load(2)); // warns: sync_wait // fixed: co_return co_await (a ? load(1) : load(2));
}

// In a template GCC doesn't know whose member it would be.
task<std::string> name();
template <class N> task<int> member_in_a_template_bad(N) {
  auto size = sync_wait(name()).size(); // warns: sync_wait
  auto whole = sync_wait(name()); // warns: sync_wait // fixed: auto whole = co_await name();
  co_return int(size + whole.size());
}
template task<int> member_in_a_template_bad(int);
task<int> member_bad() {
  auto size = sync_wait(name()).size(); // warns: sync_wait // fixed: auto size = (co_await name()).size();
  co_return int(size);
}
