// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Without an include guard, and not the same in every file: TRACE_SLOWLY says
// what it is to be.
#include <unistd.h>

static void trace_step(int n) {
#ifdef TRACE_SLOWLY
  sleep(n);
#else
  alarm(n);
#endif
}
