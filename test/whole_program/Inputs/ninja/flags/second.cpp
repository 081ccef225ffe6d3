// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flags/flags.hpp"
#include <unistd.h>

#ifndef SECOND
#error a flag of this file is missing
#endif

namespace flags {

static int once = 2;

void second() { sleep(once); }

} // namespace flags
