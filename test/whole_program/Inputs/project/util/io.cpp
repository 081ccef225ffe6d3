// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "util/io.hpp"
#include <fcntl.h>
#include <unistd.h>

namespace util {

int read_file(const char *path) {
  int file = open(path, O_RDONLY);
  close(file);
  return file;
}

void settle(int seconds) { sleep(seconds); }

} // namespace util
