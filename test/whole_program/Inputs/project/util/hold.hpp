// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of one name, of which some block.
#pragma once

namespace util {

void hold(int seconds); // hold.cpp
void hold(double) = delete;
void hold(const char *reason); // reason.cpp

template <class T> void hold_exactly(T) = delete;
template <> void hold_exactly(int seconds); // hold.cpp
template <> void hold_exactly(char reason); // reason.cpp

struct door {
  void close();         // reason.cpp
  void close(int code); // hold.cpp
  void close(double) = delete;
};

} // namespace util
