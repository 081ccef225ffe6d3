// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Only what Jenkins' schema (xunit-plugin, junit-10.xsd) has, which other
// readers understand too: they reject attributes that they don't know.
#include "Output/SourceLines.h"
#include "Output/Writers.h"
#include "llvm/Support/Format.h"
#include <map>

using namespace llvm;

namespace corolint {
namespace {

/// \p Text in an attribute or between tags. XML 1.0 has no way to write control
/// characters, not even escaped ([2] Char): they become U+FFFD.
std::string xml(StringRef Text) {
  constexpr StringRef Replacement = "\xEF\xBF\xBD";
  std::string Valid = utf8(Text), Result;
  for (size_t I = 0; I < Valid.size(); ++I) {
    char C = Valid[I];
    StringRef Rest = StringRef(Valid).drop_front(I);
    if (C == '<')
      Result += "&lt;";
    else if (C == '>')
      Result += "&gt;";
    else if (C == '&')
      Result += "&amp;";
    else if (C == '"')
      Result += "&quot;";
    else if (C == '\n' || C == '\t' || C == '\r')
      Result += "&#" + std::to_string(C) + ";";
    else if (static_cast<unsigned char>(C) < 0x20)
      Result += Replacement;
    else if (Rest.starts_with("\xEF\xBF\xBE") ||
             Rest.starts_with("\xEF\xBF\xBF")) {
      Result += Replacement;
      I += 2;
    } else
      Result += C;
  }
  return Result;
}

struct Suite {
  std::vector<const Finding *> Findings;
  std::vector<const FileError *> Errors;
};

std::string position(const Place &P) {
  return P.File + ":" + std::to_string(P.Line) + ":" + std::to_string(P.Column);
}

class JunitWriter {
public:
  JunitWriter(const Report &R, raw_ostream &OS) : R(R), OS(OS) {
    for (const Finding &F : R.Findings)
      Suites[F.Begin.File].Findings.push_back(&F);
    for (const FileError &E : R.Errors)
      Suites[E.File].Errors.push_back(&E);
  }

  void write() {
    // A report without a single test is taken for a failed one.
    bool Clean = Suites.empty();
    OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
       << "name=\"corolint\""
       << counts(R.Findings.size(), R.Errors.size(), Clean)
       << format(" time=\"%.3f\">\n", R.Seconds);
    if (Clean)
      OS << "  <testsuite name=\"corolint\"" << counts(0, 0, true)
         << ">\n    <testcase name=\"no findings\" classname=\"corolint\"/>\n"
         << "  </testsuite>\n";
    for (const auto &[File, S] : Suites)
      writeSuite(File, S);
    OS << "</testsuites>\n";
  }

private:
  static std::string counts(size_t Findings, size_t Errors, bool Passed) {
    return " tests=\"" + std::to_string(Findings + Errors + Passed) +
           "\" failures=\"" + std::to_string(Findings) + "\" errors=\"" +
           std::to_string(Errors) + "\"";
  }

  void writeSuite(const std::string &File, const Suite &S) {
    OS << "  <testsuite name=\"" << xml(File) << "\""
       << counts(S.Findings.size(), S.Errors.size(), false) << ">\n";
    for (const FileError *E : S.Errors)
      writeCase("could not be analysed", File, "error", "corolint", E->Message,
                E->Message);
    for (const Finding *F : S.Findings) {
      std::string Text = position(F->Begin) + ": " + F->Message;
      for (const Note &N : F->Notes)
        Text +=
            "\n" + (N.At.File.empty() ? "" : position(N.At) + ": ") + N.Message;
      writeCase(F->Check + " at " + std::to_string(F->Begin.Line) + ":" +
                    std::to_string(F->Begin.Column),
                File, "failure", F->Check, F->Message, Text);
    }
    OS << "  </testsuite>\n";
  }

  void writeCase(StringRef Name, StringRef File, StringRef Element,
                 StringRef Type, StringRef Message, StringRef Text) {
    OS << "    <testcase name=\"" << xml(Name) << "\" classname=\"" << xml(File)
       << "\">\n      <" << Element << " type=\"" << Type << "\" message=\""
       << xml(Message) << "\">" << xml(Text) << "</" << Element
       << ">\n    </testcase>\n";
  }

  const Report &R;
  raw_ostream &OS;
  std::map<std::string, Suite> Suites;
};

} // namespace

void writeJunit(const Report &R, const ReportSetting &, raw_ostream &OS) {
  JunitWriter(R, OS).write();
}

} // namespace corolint
