// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "service.hpp"
#include <unistd.h>
void app::helper() {
  usleep(1'000'000);
  asm volatile("");
}
