// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rt/tasks.hpp"
#include <unistd.h>

namespace rt {

task<void> tick() { co_return; }

task<int> slow_start() {
  sleep(1); // warns: 'sleep' blocks the thread that runs coroutine 'rt::slow_start' (sleep)
  co_await tick();
  co_return 1;
}

task<int> restart() { return slow_start(); }

} // namespace rt
