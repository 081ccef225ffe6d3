// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One of two programs. Both define setup() and teardown().
#include "client/cache.hpp"
#include "common/start.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"

void setup() {}

void teardown() { util::settle(1); }

task<void> ask() {
  setup();
  cache::refresh();
  teardown(); // warns: 'teardown' blocks
  // chain: teardown@client/main.cpp:11 > util::settle@util/io.cpp:14
  co_await rt::tick();
}

int main() {
  rt::run(ask());
  rt::run(restart());
}
