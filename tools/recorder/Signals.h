// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The signals of the program, as it sees them.
#pragma once

#include <csignal>

namespace corolint::recorder {

/// sigaction(2) of the C library.
int programAction(int Signal, const struct sigaction *To,
                  struct sigaction *Old);

/// Looks the C library's functions up, which later isn't safe everywhere.
void findSignalFunctions();

} // namespace corolint::recorder
