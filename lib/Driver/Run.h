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

/// The first half of runLint(): analyses the files of \p Opts and writes their
/// units to \p OutputFile; to \p DepFile, if given, what it read, as a rule of
/// make. Reads and writes nothing else; the bytes depend on nothing else. A
/// file that can't be analysed is told by runLink().
llvm::Expected<ExitStatus> runSummarize(const Options &Opts,
                                        llvm::StringRef OutputFile,
                                        llvm::StringRef DepFile,
                                        llvm::raw_ostream &Err);

/// The second half: the report on the units in \p Summaries, to \p OutputFile
/// if given, else \p Out.
llvm::Expected<ExitStatus> runLink(const Options &Opts,
                                   std::vector<std::string> Summaries,
                                   llvm::StringRef OutputFile,
                                   llvm::raw_ostream &Out,
                                   llvm::raw_ostream &Err);

/// Says where the cache of the project is and how much is in it, or with \p
/// Clear drops it.
llvm::Expected<ExitStatus> runCache(const Options &Opts, bool Clear,
                                    llvm::raw_ostream &Out);

/// The ids of the checks that are enabled for the first file that \p Opts
/// names, or in the current folder.
llvm::Expected<std::vector<std::string>> listChecks(const Options &Opts);

/// Writes the model that holds for the first file that \p Opts names, or in
/// the current folder.
llvm::Error printModel(const Options &Opts, llvm::raw_ostream &Out);

} // namespace corolint
