// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pauses between the steps of a job, unless the build has none.
#pragma once

#if __has_include("config/local.hpp")
#include "config/local.hpp"
#endif
#include <unistd.h>

namespace config {

inline void pause() {
#ifndef CONFIG_NO_PAUSES
  sleep(1);
#endif
}

} // namespace config
