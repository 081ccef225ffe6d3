// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A workflow command is a line:
//   ::warning file=a.cpp,line=1,col=2,title=check::message
// (docs.github.com, "Workflow commands for GitHub Actions"). How values are
// escaped is in the runner's ActionCommand: "%", line ends, and in properties
// ":" and "," too.
#include "Output/SourceLines.h"
#include "Output/Writers.h"

using namespace llvm;

namespace corolint {
namespace {

std::string escaped(StringRef Text, StringRef Also) {
  std::string Result;
  for (char C : utf8(Text)) {
    if (C == '%' || C == '\r' || C == '\n' || Also.contains(C)) {
      Result += '%';
      Result += "0123456789ABCDEF"[C >> 4];
      Result += "0123456789ABCDEF"[C & 15];
    } else {
      Result += C;
    }
  }
  return Result;
}

std::string messageText(StringRef Text) { return escaped(Text, ""); }
std::string propertyText(StringRef Text) { return escaped(Text, ":,"); }

StringRef command(StringRef Severity) {
  return Severity == "error"  ? "error"
         : Severity == "info" ? "notice"
                              : "warning";
}

/// The message, then the notes, each on a line of its own.
std::string message(const Finding &F) {
  std::string Text = F.Message;
  for (const Fix &X : F.Fixes)
    if (X.Safe)
      Text += "\nfix: " + X.Description;
  for (const Note &N : F.Notes) {
    Text += "\n";
    if (!N.At.File.empty() &&
        (N.At.File != F.Begin.File || N.At.Line != F.Begin.Line))
      Text += N.At.File + ":" + std::to_string(N.At.Line) + ": ";
    Text += N.Message;
  }
  return Text;
}

} // namespace

void writeGithub(const Report &R, const ReportSetting &, raw_ostream &OS) {
  for (const FileError &E : R.Errors)
    OS << "::error file="
       << propertyText(E.At.File.empty() ? E.File : E.At.File)
       << (E.At.File.empty() ? "" : ",line=" + std::to_string(E.At.Line))
       << ",title=" << propertyText("corolint could not analyse it")
       << "::" << messageText(E.Message) << "\n";
  SourceLines Sources;
  for (const Finding &F : R.Findings) {
    OS << "::" << command(F.Severity) << " file=" << propertyText(F.Begin.File)
       << ",line=" << F.Begin.Line << ",endLine=" << F.EndLine;
    // Columns count only where an annotation is of one line.
    if (F.EndLine == F.Begin.Line)
      OS << ",col=" << Sources.utf16Column(F.Begin) << ",endColumn="
         << Sources.utf16Column({F.Begin.File, F.EndLine, F.EndColumn, 0});
    OS << ",title=" << propertyText(F.Check) << "::" << messageText(message(F))
       << "\n";
  }
}

} // namespace corolint
