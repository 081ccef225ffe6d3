// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "service.hpp"
#include <unistd.h>
void app::helper() {
  usleep(400'000);
  asm volatile("");
}
