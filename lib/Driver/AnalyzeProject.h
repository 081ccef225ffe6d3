// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// files => their units: from the cache where nothing has changed, else
// analysed, several at once.
#pragma once

#include "Driver/CompileDatabase.h"
#include "Summary/Unit.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

struct AnalyzedProject {
  std::vector<summary::Unit> Units; ///< In the order of the files asked for.
  /// Of the project's other files, what the cache knows.
  std::vector<summary::Unit> Context;
  /// Ctrl-C was pressed: the units are not complete.
  bool Interrupted = false;
  /// The paths of what was read to make the units, sorted.
  std::vector<std::string> FilesRead;
};

/// Makes the units of \p Files, absolute paths, as \p Code has them. What was
/// analysed is in the cache as soon as it is done. A file that crashes Clang or
/// takes too long has an error in its unit. Progress, and what is wrong with
/// the cache, go to
/// \p Err.
AnalyzedProject analyzeProject(const Project &Code,
                               const std::vector<std::string> &Files,
                               const Options &Opts,
                               const std::string &ResourceDir,
                               llvm::raw_ostream &Err);

} // namespace corolint
