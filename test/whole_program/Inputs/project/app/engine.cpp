// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/engine.hpp"
#include "rt/tasks.hpp"

// Not the static function of vendor/modem.c.
void wait_for_line();

namespace app {

task<void> cycle() {
  halt();
  wait_for_line();
  spin_up(); // warns: 'spin_up' blocks
  // chain: spin_up@engine/engine.cpp:7 > util::settle@util/io.cpp:14
  co_await rt::tick();
}

} // namespace app
