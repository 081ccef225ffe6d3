// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Report => bytes. One writer per format and file; a writer knows no flag and
// no check by name. Formats.h lists them.
#pragma once

#include "Finding/Finding.h"
#include "Finding/Measurement.h"
#include "Finding/Rule.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// What a report is about, beside its findings.
struct ReportSetting {
  std::string ToolVersion;
  std::string Homepage; ///< A URI: where there is more about the tool.
  std::string Folder; ///< Absolute: relative paths of the report are below it.
  std::vector<Rule> Rules;          ///< Of every check, sorted by id.
  bool Colors = false;              ///< For terminals.
  const MeasuredRun *Run = nullptr; ///< What was measured; null: nothing was.
};

/// Findings in Clang's style, with source line, caret and notes, then a summary
/// line. Reads the sources again; what can't be read is shown without its line.
void writeText(const Report &R, const ReportSetting &S, llvm::raw_ostream &OS);

/// The JSON object of docs/json.md.
void writeJson(const Report &R, const ReportSetting &S, llvm::raw_ostream &OS);

/// SARIF 2.1.0 (OASIS), with the checks as rules, the chains as code flows, and
/// what is suppressed in the source.
void writeSarif(const Report &R, const ReportSetting &S, llvm::raw_ostream &OS);

/// Workflow commands of GitHub Actions, which become annotations.
void writeGithub(const Report &R, const ReportSetting &S,
                 llvm::raw_ostream &OS);

/// GitLab's code quality report.
void writeGitlab(const Report &R, const ReportSetting &S,
                 llvm::raw_ostream &OS);

/// JUnit XML as Jenkins reads it: a suite per file, a failed test per finding.
void writeJunit(const Report &R, const ReportSetting &S, llvm::raw_ostream &OS);

/// A page for a browser that needs nothing but itself.
void writeHtml(const Report &R, const ReportSetting &S, llvm::raw_ostream &OS);

} // namespace corolint
