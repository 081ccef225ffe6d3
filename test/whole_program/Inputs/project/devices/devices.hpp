// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions whose definitions are marked, in another file, and those who call
// them.
#pragma once

#include "task.hpp"

namespace devices {

int probe();       // never blocks
int calibrate();   // blocks
void shut_down();  // may block
task<void> drop(); // may block

/// Here the mark is in the header.
[[clang::annotate("corolint::allow_blocking")]] task<void> reset();

int probe_all();
int calibrate_all();
void shut_down_all();

} // namespace devices
