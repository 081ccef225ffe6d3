// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What most chains end in.
#pragma once

namespace util {

/// The first byte of a file.
int read_file(const char *path);

void settle(int seconds);

} // namespace util
