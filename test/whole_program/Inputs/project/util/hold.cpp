// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "util/hold.hpp"
#include <unistd.h>

namespace util {

void hold(int seconds) { sleep(seconds); }

template <> void hold_exactly(int seconds) { sleep(seconds); }

void door::close(int code) { sleep(code); }

} // namespace util
