// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// flags and .clang-tidy files => clang-tidy's options for a file.
#pragma once

#include "Driver/Options.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint {

/// Checks what the user wrote about options for \p Files (absolute paths): the
/// flags and every .clang-tidy above a file parse, and each glob that names our
/// checks matches one. The error names the file, the line and a near name.
llvm::Error validateTidyOptions(const Options &Opts,
                                llvm::ArrayRef<std::string> Files);

/// The options as clang-tidy would merge them, but with our checks on by
/// default: a `Checks` that names none of them leaves the defaults.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
createTidyOptions(const Options &Opts,
                  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS);

} // namespace corolint
