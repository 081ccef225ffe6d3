// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "util/io.hpp"
#include "walk/walk.hpp"
#include <unistd.h>

namespace walk {

int right(int steps) {
  if (steps > 0)
    return left(steps - 1);
  return usleep(5);
}

int under(int steps) { return steps > 0 ? over(steps - 1) : 0; }

int descend(int depth) {
  if (depth > 0)
    return descend(depth - 1);
  return util::read_file("bottom");
}

} // namespace walk
