// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One of two programs. Both define setup() and teardown().
#include "common/start.hpp"
#include "rt/tasks.hpp"
#include "server/cache.hpp"
#include "util/io.hpp"
#include <unistd.h>

void setup() { util::settle(1); }

void teardown() { sleep(1); }

task<void> serve() {
  setup(); // warns: 'setup' blocks
  // chain: setup@server/main.cpp:10 > util::settle@util/io.cpp:14
  cache::refresh(); // warns: 'cache::refresh' blocks
  // chain: cache::refresh@server/cache.cpp:7 > util::settle@util/io.cpp:14
  co_await rt::tick();
}

int main() {
  rt::run(serve());
  rt::run(restart());
}
