// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where an await fails, no other check speaks: also when the compiler's error
// is elsewhere, at the awaiter's declaration or in a template.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <unistd.h>

task<void> work();

struct suspend_int {
  bool await_ready();
  int await_suspend(std::coroutine_handle<>);
  void await_resume();
};

struct asks_promise {
  bool await_ready();
  template <class P> auto await_suspend(std::coroutine_handle<P> h) {
    return h.promise().executor();
  }
  void await_resume();
};

task<void> elsewhere_bad() {
  sleep(1);
  work();
  co_await suspend_int(); // warns: await_suspend
}

task<void> in_template_bad() {
  sleep(1);
  work();
  co_await asks_promise(); // warns: await_suspend
}

task<void> in_lambda_bad() {
  sleep(1);
  auto inner = []() -> task<void> {
    co_await suspend_int(); // warns: await_suspend
  };
  co_await inner();
}

task<void> nested_bad() {
  co_await co_await work(); // warns: 'void'
  co_await []() -> task<void> { co_await suspend_int(); }(); // warns: await_suspend
  sleep(1);
}

task<int> two_in_one_bad() {
  sleep(co_await suspend_int() + co_await asks_promise()); // warns: await_suspend // warns: await_suspend
  co_return 1;
}

task<void> local_class_bad() {
  struct local {
    task<void> member() {
      co_await 1; // warns: 'int'
    }
  };
  co_await local().member();
}

task<void> whole_bad() {
  sleep(1); // warns blocking-call: sleep
  work(); // warns unawaited: task
  co_return;
}
