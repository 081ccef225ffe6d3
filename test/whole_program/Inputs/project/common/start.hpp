// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every program defines, and what they share.
#pragma once

#include "task.hpp"

void setup();
void teardown();

task<void> restart();
