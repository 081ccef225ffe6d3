// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// options => what a run is about, checked as a whole before any of it starts.
#pragma once

#include "Driver/CompileDatabase.h"
#include "Finding/Finding.h"

namespace corolint {

struct Selection {
  Project Code;
  std::string ResourceDir;
  std::vector<std::string> Files; ///< Absolute, each once.
  std::vector<FileError> Errors;  ///< Of files that can't be analysed.
};

/// The files that \p Opts names, or all of the compile database. The error says
/// what is wrong with the database, a configuration or the model, where, and
/// what was expected.
llvm::Expected<Selection> select(const Options &Opts);

/// The file that a question about the configuration is about: the first one
/// named, else any in the current folder.
std::string fileInQuestion(const Options &Opts);

/// The ids of the checks that are enabled for that file.
llvm::Expected<std::vector<std::string>> enabledChecks(const Options &Opts);

} // namespace corolint
