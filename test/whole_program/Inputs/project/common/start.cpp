// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "common/start.hpp"
#include "rt/tasks.hpp"

// Which program this is part of nobody knows: setup() blocks in one of them,
// teardown() in both.
task<void> restart() {
  teardown(); // warns: 'teardown' blocks // chain: teardown@server/main.cpp:12
  setup();
  co_await rt::tick();
}
