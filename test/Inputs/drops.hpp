// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a file needs to have a finding, without the cost of library headers.
#pragma once

#include "task.hpp"

extern "C" unsigned sleep(unsigned seconds);
task<void> work();
