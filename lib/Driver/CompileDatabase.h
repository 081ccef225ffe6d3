// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// options => a project: compile commands that this Clang takes, and its root.
#pragma once

#include "Driver/Options.h"
#include "Git/EarlierTree.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"

namespace corolint {

struct Project {
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
  /// Where the cache is, absolute: the folder that clangd has as well, which
  /// holds the database or its `build/`; for a database named with -p the
  /// nearest folder above it that holds every file. Empty for commands that
  /// come from no database.
  std::string Root;
  /// The folder that the database is really in; empty as well.
  std::string BuildFolder;
  /// The files are to be seen as they were; null: as they are.
  std::shared_ptr<const EarlierTree> Earlier;

  /// What the files are read from. It has a working directory of its own: the
  /// process's is shared.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files() const;
};

/// Loads the database that \p Opts names or that is found: in the current
/// folder, its `build/`, or the same of a parent folder. The error says where
/// it was looked for, or what is wrong in it.
llvm::Expected<Project> loadProject(const Options &Opts);

/// Drops the flags that Clang doesn't know, so that databases made for GCC
/// work, and what would write or stop early; adds the resource directory.
clang::tooling::ArgumentsAdjuster adaptToClang(std::string ResourceDir);

/// The folder with Clang's builtin headers: beside the tool
/// (`../lib/clang/19`), else the one that it was built with. The error says
/// where it was looked for.
llvm::Expected<std::string> findResourceDir();

} // namespace corolint
