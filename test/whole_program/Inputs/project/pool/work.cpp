// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "pool/pool.hpp"
#include <unistd.h>

namespace pool {

// Every file that starts it does so on a pool.
task<int> crunch() {
  sleep(1);
  co_return 1;
}

// Somebody awaits it on the loop.
task<int> crunch_anywhere() {
  sleep(1); // warns: 'sleep' blocks the thread that runs coroutine 'pool::crunch_anywhere'
  co_return 1;
}

} // namespace pool
