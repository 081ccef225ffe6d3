// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of several files that call each other.
#pragma once

namespace walk {

int descend(int depth); // right.cpp; calls itself
int left(int steps);    // left.cpp
int right(int steps);   // right.cpp
int over(int steps);    // left.cpp
int under(int steps);   // right.cpp

} // namespace walk
