// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// one translation unit => clang-tidy's diagnostics and our details of them.
#pragma once

#include "Checks/FindingDetails.h"
#include "Driver/CompileDatabase.h"
#include "Summary/Archive.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"

namespace corolint {

struct FileAnalysis {
  std::vector<clang::tidy::ClangTidyError> Diagnostics;
  std::vector<FindingDetails> Details;
  std::string BuildDirectory; ///< What relative paths are relative to.
  std::set<std::pair<std::string, unsigned>> Coroutines;
  summary::Unit Functions; ///< Without candidates.
  LineAnswer Answer;       ///< To what was asked.
  /// Everything that the analysis looked at, sorted by path.
  std::vector<summary::Dependency> Dependencies;
  /// Why there was no analysis; empty if there was one.
  std::string Failure;
  /// The processor time of this thread, in seconds, that Clang took to parse
  /// and that the checks took after it.
  double ParseSeconds = 0, CheckSeconds = 0;
};

/// Makes Clang ready for every target. To be called before the first analysis.
void initializeTargets();

/// Parses \p File, an absolute path, and runs the enabled checks on it. Where
/// Clang crashes, so does this (Workers.h). \p Asked may be null.
FileAnalysis
analyzeFile(const std::string &File, const Options &Opts, const Project &Code,
            const clang::tooling::ArgumentsAdjuster &AdaptArguments,
            const LineQuestion *Asked = nullptr);

} // namespace corolint
