// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// options => a whole run: database, analyses in parallel, report, fixes.
#pragma once

#include "Driver/Options.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// The command's exit status (docs/json.md, the manual page).
enum ExitStatus {
  NothingFound = 0,
  FindingsReported = 1,
  BadUsage = 2,
  FilesNotAnalysed = 3,
  Interrupted = 130, ///< As shells have it for what Ctrl-C stopped.
};

/// Does what \p Opts asks for: the report goes to \p Out, errors of single
/// files, progress and counts to \p Err. An Error is a bad usage, configuration
/// or model, or a file that can't be written.
llvm::Expected<ExitStatus> runLint(const Options &Opts, llvm::raw_ostream &Out,
                                   llvm::raw_ostream &Err);

/// The ids of the checks that are enabled in the current folder.
llvm::Expected<std::vector<std::string>> enabledChecks(const Options &Opts);

/// Writes the model that holds for the first file that \p Opts names, or in
/// the current folder.
llvm::Error printModel(const Options &Opts, llvm::raw_ostream &Out);

} // namespace corolint
