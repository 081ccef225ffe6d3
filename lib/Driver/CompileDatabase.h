// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// options => compile commands that this Clang takes.
#pragma once

#include "Driver/Options.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// Loads the database that \p Opts names or that is found: in the current
/// folder, its `build/`, or the same of a parent folder. The error says where
/// it was looked for, or what is wrong in it.
llvm::Expected<std::unique_ptr<clang::tooling::CompilationDatabase>>
loadCompileDatabase(const Options &Opts);

/// Drops the flags that Clang doesn't know, so that databases made for GCC
/// work, and what would write or stop early; adds the resource directory.
clang::tooling::ArgumentsAdjuster adaptToClang(std::string ResourceDir);

/// The folder with Clang's builtin headers: beside the tool
/// (`../lib/clang/19`), else the one that it was built with. The error says
/// where it was looked for.
llvm::Expected<std::string> findResourceDir();

} // namespace corolint
