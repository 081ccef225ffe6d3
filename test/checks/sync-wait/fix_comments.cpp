// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No fix loses a comment: what would is left to a person.
// RUN: %lint %s sync-wait,blocking-call
#include "task.hpp"
#include <unistd.h>

template <class T> T sync_wait(task<T> work);
template <class T> struct my_future {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  T get();
  T result() const;
};

task<int> number();
my_future<int> later();

task<void> kept_bad() {
  sync_wait(/* one */ number()); // warns: sync_wait // fixed: co_await /* one */ number();
  sync_wait(number() /* two */); // warns: sync_wait // fixed: co_await number() /* two */;
  later().get(/* three */); // warns: get // note: by hand, to keep the comment: await it instead
  later()/* four */.get(); // warns: get // note: by hand, to keep the comment: await it instead
  later().get(); // warns: get // fixed: co_await later();
  sync_wait /* five */ (number()); // warns: sync_wait // note: by hand, to keep the comment: await it instead
  co_return;
}
