// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <unistd.h>
static void inside_plugin() {
  usleep(200'000);
  asm volatile("");
}
extern "C" void plugin_work() {
  inside_plugin();
  asm volatile("");
}
