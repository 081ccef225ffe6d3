// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions written in C.
#include "rt/tasks.hpp"
#include "vendor/modem.h"

// Not the static function of vendor/modem.c.
extern "C" void wait_for_line(void);

namespace app {

task<void> dial() {
  modem_dial(); // warns: 'modem_dial' blocks
  // chain: modem_dial@vendor/modem.c:7 > wait_for_line@vendor/modem.c:5
  modem_hang_up();
  wait_for_line();
  halt(); // warns: 'halt' blocks // chain: halt@vendor/modem.c:11
  spin_up();
  co_await rt::tick();
}

} // namespace app
