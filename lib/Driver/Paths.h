// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// paths as they are kept and as users read them.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// \p Path below the current folder, without dots.
std::string absolutePath(llvm::StringRef Path);

/// Makes \p Path relative to the current folder where it lies below it.
void displayPath(std::string &Path);

} // namespace corolint
