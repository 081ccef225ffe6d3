// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A plugin that nobody has seen the source of: it asks somebody else.
#include <cstring>
#include <unistd.h>

extern "C" void answer(const char *question, char *reply, size_t size) {
  usleep(250'000);
  strncpy(reply, question, size);
}
