// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// diagnostics and details of every file => one report.
#pragma once

#include "Driver/AnalyzeFile.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"

namespace corolint {

/// A report and, for each of its findings, the diagnostic that it came from.
struct CollectedReport {
  Report TheReport;
  /// What is wrong in the checks' options, each once.
  std::set<std::string> ConfigErrors;
  std::vector<clang::tidy::ClangTidyError> Diagnostics;
};

/// Builds the report of \p Analyses, whose files are \p Files in the same
/// order. Findings that several translation units make of one header appear
/// once; the result doesn't depend on the order of the files.
CollectedReport collectFindings(llvm::ArrayRef<std::string> Files,
                                std::vector<FileAnalysis> Analyses);

} // namespace corolint
