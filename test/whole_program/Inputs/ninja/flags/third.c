/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Its name is not what it is. */
#include "flags/flags.hpp"
#include <unistd.h>

namespace flags {

static int once = 3;

void third() { sleep(once); }

} // namespace flags
