// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An array of issues (docs.gitlab.com, "Code Quality report format"). A path is
// relative to the repository, a fingerprint is unique in the report.
#include "Output/SourceLines.h"
#include "Output/Writers.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace corolint {
namespace {

StringRef level(StringRef Severity) {
  return Severity == "error"  ? "critical"
         : Severity == "info" ? "info"
                              : "major";
}

void writeIssue(json::OStream &J, StringRef Check, StringRef Text,
                StringRef Level, StringRef Fingerprint, StringRef File,
                unsigned Begin, unsigned End) {
  J.object([&] {
    J.attribute("description", utf8(Text));
    J.attribute("check_name", Check);
    J.attribute("fingerprint", Fingerprint);
    J.attribute("severity", Level);
    J.attributeObject("location", [&] {
      J.attribute("path", utf8(File));
      J.attributeObject("lines", [&] {
        J.attribute("begin", Begin);
        J.attribute("end", End);
      });
    });
  });
}

} // namespace

void writeGitlab(const Report &R, const ReportSetting &, raw_ostream &OS) {
  json::OStream J(OS, /*IndentSize=*/2);
  J.array([&] {
    for (const FileError &E : R.Errors) {
      const std::string &File = E.At.File.empty() ? E.File : E.At.File;
      unsigned Line = std::max(E.At.Line, 1u);
      writeIssue(J, "corolint", E.Message, "blocker",
                 "could-not-analyse:" + utf8(E.File), File, Line, Line);
    }
    for (const Finding &F : R.Findings)
      writeIssue(J, F.Check, F.Message, level(F.Severity), F.Fingerprint,
                 F.Begin.File, F.Begin.Line, F.EndLine);
  });
  OS << "\n";
}

} // namespace corolint
