// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program may define anew: the weak functions are in defaults.cpp, two
// of them have a strong one in overrides.cpp.
#pragma once

namespace hooks {

void before(); // does nothing by default, but blocks here
void after();  // blocks by default, but does nothing here
void idle();   // blocks, by its default

} // namespace hooks
