// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// paths as they are kept and as users read them; files that are written.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace corolint {

/// \p Path below the current folder, without dots.
std::string absolutePath(llvm::StringRef Path);

/// Makes \p Path relative to the current folder where it lies below it.
void displayPath(std::string &Path);

/// Calls \p Write with a stream to \p File, which it replaces at once. The
/// error names the file.
llvm::Error writeFile(llvm::StringRef File,
                      llvm::function_ref<void(llvm::raw_ostream &)> Write);

} // namespace corolint
