// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "walk/walk.hpp"

namespace walk {

int left(int steps) { return steps > 0 ? right(steps - 1) : 0; }

int over(int steps) { return steps > 0 ? under(steps - 1) : 0; }

} // namespace walk
