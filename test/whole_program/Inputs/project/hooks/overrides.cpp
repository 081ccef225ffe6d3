// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hooks/hooks.hpp"
#include <unistd.h>

namespace hooks {

void before() { sleep(2); }
void after() {}

} // namespace hooks
