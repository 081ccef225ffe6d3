// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "util/hold.hpp"

namespace util {

void hold(const char *) {}

template <> void hold_exactly(char) {}

void door::close() {}

} // namespace util
