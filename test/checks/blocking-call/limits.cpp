// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <functional>
#include <unistd.h>

task<void> tick();

// What a variable holds that is given another value is not tracked.
task<void> missed_alarm_reassigned_function_object(bool slow) {
  std::function<void()> wait = [] {};
  if (slow)
    wait = [] { sleep(1); };
  wait();
  co_await tick();
}

// Nobody knows that this descriptor was made non-blocking by its owner.
task<void> false_alarm_descriptor_from_elsewhere(int fd, char *buffer) {
  auto size = read(fd, buffer, 1); // warns: read
  co_await tick();
  (void)size;
}
