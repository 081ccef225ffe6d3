// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody wants to hear what is wrong with the headers of others.
#pragma once

#include "task.hpp"
#include <unistd.h>

inline task<void> third_party() {
  sleep(1);
  co_return;
}
