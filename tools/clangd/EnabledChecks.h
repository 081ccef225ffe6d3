// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which checks clangd runs on a file: what its configuration says, and ours.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace llvm::cl {
class Option;
}

namespace corolint {

/// Has clangd read .clang-tidy for our checks even where \p ClangTidy, its flag
/// of that name, tells it to do without clang-tidy. Qt Creator always does.
void outlive(llvm::cl::Option &ClangTidy);

/// The `Checks` of a file that .clang-tidy and .clangd give \p Configured. A
/// configuration that mentions our checks adds to their defaults; one that
/// doesn't leaves them, whatever else it turns off.
std::string enabledChecks(llvm::StringRef Configured);

} // namespace corolint
