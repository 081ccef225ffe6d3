// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Findings.h"
#include "Checks/CheckTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// Turns file offsets into lines and columns and paths into what users read.
class Places {
public:
  Places() {
    if (sys::fs::current_path(Current))
      Current.clear();
  }

  /// \p Path relative to the current folder where it lies below it.
  std::string display(StringRef Path, StringRef BuildDirectory) const {
    if (Path.empty())
      return "";
    SmallString<128> Absolute(Path);
    if (!sys::path::is_absolute(Absolute)) {
      Absolute = BuildDirectory.empty() ? StringRef(Current) : BuildDirectory;
      sys::path::append(Absolute, Path);
      sys::fs::make_absolute(Absolute);
    }
    sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    StringRef Relative = Absolute;
    if (!Current.empty() && Relative.consume_front(Current) &&
        Relative.consume_front("/"))
      return Relative.str();
    return Absolute.str().str();
  }

  Place place(const std::string &File, unsigned Offset) {
    Place P{File, 0, 0, Offset};
    StringRef Before = text(File).take_front(Offset);
    P.Line = Before.count('\n') + 1;
    P.Column = Offset - (Before.rfind('\n') + 1) + 1;
    return P;
  }

  /// The line at \p P without the white space around it.
  StringRef line(const Place &P) {
    StringRef Text = text(P.File);
    size_t Begin = P.Offset - (P.Column - 1);
    return Text.drop_front(std::min(Begin, Text.size()))
        .take_until([](char C) { return C == '\n'; })
        .trim();
  }

private:
  StringRef text(StringRef File) {
    auto [It, New] = Files.try_emplace(File);
    if (New)
      if (auto Buffer = MemoryBuffer::getFile(File))
        It->second = std::move(*Buffer);
    return It->second ? It->second->getBuffer() : StringRef();
  }

  SmallString<128> Current;
  StringMap<std::unique_ptr<MemoryBuffer>> Files;
};

class Collector {
public:
  void add(const std::string &File, FileAnalysis &Analysis) {
    ++Result.TheReport.TranslationUnits;
    for (const auto &[Name, Offset] : Analysis.Coroutines)
      Coroutines.insert({Where.display(Name, ""), Offset});
    std::string Shown = Where.display(File, "");
    if (!Analysis.Failure.empty()) {
      Result.TheReport.Errors.push_back({Shown, Analysis.Failure});
      return;
    }
    std::vector<const ClangTidyError *> Unexplained;
    for (const ClangTidyError &D : Analysis.Diagnostics)
      if (D.DiagnosticName == "clang-tidy-config")
        Result.ConfigErrors.insert(D.Message.Message);
      else if (!isFinding(D) && D.DiagLevel == tooling::Diagnostic::Error &&
               !isExplained(D, Analysis))
        Unexplained.push_back(&D);
    if (!Unexplained.empty())
      addErrors(Shown, Unexplained);
    for (const ClangTidyError &D : Analysis.Diagnostics)
      if (isFinding(D))
        addFinding(D, Analysis, /*Fixable=*/Unexplained.empty());
  }

  CollectedReport finish() {
    Result.TheReport.Coroutines = Coroutines.size();
    for (auto &[Key, Pair] : Findings) {
      auto &[Finding, Diagnostic] = Pair;
      Finding.Fingerprint = fingerprint(Finding);
      Result.TheReport.Findings.push_back(std::move(Finding));
      Result.Diagnostics.push_back(std::move(Diagnostic));
    }
    return std::move(Result);
  }

private:
  /// By file, line, column, check: the order of the report.
  using Key = std::tuple<std::string, unsigned, unsigned, std::string>;

  static const FindingDetails *detailsOf(const ClangTidyError &D,
                                         const FileAnalysis &Analysis) {
    for (const FindingDetails &Details : Analysis.Details)
      if (Details.Check == D.DiagnosticName &&
          Details.File == D.Message.FilePath &&
          Details.Offset == D.Message.FileOffset)
        return &Details;
    return nullptr;
  }

  /// A finding that is reported says what compiler error \p D means.
  static bool isExplained(const ClangTidyError &D,
                          const FileAnalysis &Analysis) {
    return any_of(Analysis.Diagnostics, [&](const ClangTidyError &Finding) {
      const FindingDetails *Details = detailsOf(Finding, Analysis);
      return Details && Details->File == D.Message.FilePath &&
             is_contained(Details->ExplainedErrors, D.Message.FileOffset);
    });
  }

  static bool isFinding(const ClangTidyError &D) {
    return StringRef(D.DiagnosticName).starts_with("coro-");
  }

  /// \p Fixable is false in a file that doesn't compile: what looks right there
  /// may not be.
  void addFinding(const ClangTidyError &D, const FileAnalysis &Analysis,
                  bool Fixable) {
    Finding F;
    F.Check = D.DiagnosticName;
    const CheckEntry *Check = findCheck(F.Check);
    F.Severity = D.IsWarningAsError ? "error"
                 : Check            ? Check->Severity.str()
                                    : "warning";
    F.Message = D.Message.Message;
    std::string File = Where.display(D.Message.FilePath, D.BuildDirectory);
    F.Begin = Where.place(File, D.Message.FileOffset);
    Place End = F.Begin;
    if (const FindingDetails *Details = detailsOf(D, Analysis)) {
      End = Where.place(File, F.Begin.Offset + Details->Length);
      F.Function = Details->Function;
      F.Api = Details->Api;
      F.Kind = Details->Kind;
      for (ChainLink Link : Details->Chain) {
        Link.At.File = Where.display(Link.At.File, D.BuildDirectory);
        F.Chain.push_back(std::move(Link));
      }
      if (Fixable && !D.Message.Fix.empty())
        F.Fixes.push_back({Details->FixDescription, /*Safe=*/true,
                           edits(D.Message.Fix, D.BuildDirectory)});
    }
    F.EndLine = End.Line;
    F.EndColumn = End.Column;
    for (const tooling::DiagnosticMessage &N : D.Notes) {
      Note Shown{{}, N.Message};
      if (!N.FilePath.empty())
        Shown.At = Where.place(Where.display(N.FilePath, D.BuildDirectory),
                               N.FileOffset);
      F.Notes.push_back(Shown);
      if (Fixable && !N.Fix.empty())
        F.Fixes.push_back(
            {N.Message, /*Safe=*/false, edits(N.Fix, D.BuildDirectory)});
    }
    Findings.try_emplace(
        Key(F.Begin.File, F.Begin.Line, F.Begin.Column, F.Check), F, D);
  }

  std::vector<Edit> edits(const StringMap<tooling::Replacements> &Fix,
                          StringRef BuildDirectory) {
    std::vector<Edit> Edits;
    for (const auto &[File, Replacements] : Fix)
      for (const tooling::Replacement &R : Replacements)
        append_range(
            Edits, editsOf(R, Where.display(R.getFilePath(), BuildDirectory)));
    sort(Edits);
    return Edits;
  }

  /// Insertions at one place come as one replacement. Includes are taken apart
  /// again, so that those that several fixes share are made once.
  static std::vector<Edit> editsOf(const tooling::Replacement &R,
                                   const std::string &File) {
    StringRef Text = R.getReplacementText();
    if (R.getLength() != 0 || !Text.ltrim().starts_with("#include"))
      return {{File, R.getOffset(), R.getLength(), Text.str()}};
    std::vector<Edit> Edits;
    SmallVector<StringRef> Lines;
    Text.split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef Line : Lines)
      Edits.push_back({File, R.getOffset(), 0, Line.str() + "\n"});
    return Edits;
  }

  void addErrors(const std::string &File,
                 ArrayRef<const ClangTidyError *> Errors) {
    const ClangTidyError &First = *Errors.front();
    std::string Message = First.Message.Message;
    if (!First.Message.FilePath.empty()) {
      Place At = Where.place(
          Where.display(First.Message.FilePath, First.BuildDirectory),
          First.Message.FileOffset);
      Message = (At.File + ":" + Twine(At.Line) + ":" + Twine(At.Column) +
                 ": " + Message)
                    .str();
    }
    if (Errors.size() > 1)
      Message += (" (and " + Twine(Errors.size() - 1) + " more)").str();
    Result.TheReport.Errors.push_back({File, Message});
  }

  /// Survives moved lines: the check, the file's name, the function and the
  /// text of the line, with a count for what is alike in all of them.
  std::string fingerprint(const Finding &F) {
    std::string Text =
        F.Check + '\0' + sys::path::filename(F.Begin.File).str() + '\0' +
        F.Function + '\0' + F.Api + '\0' + Where.line(F.Begin).str();
    unsigned Count = Alike[Text]++;
    return toHex(xxh3_64bits(Text)) + "-" + utostr(Count);
  }

  static std::string toHex(uint64_t Value) {
    return utohexstr(Value, /*LowerCase=*/true, /*Width=*/16);
  }

  CollectedReport Result;
  Places Where;
  std::map<Key, std::pair<Finding, ClangTidyError>> Findings;
  std::set<std::pair<std::string, unsigned>> Coroutines;
  StringMap<unsigned> Alike;
};

} // namespace

CollectedReport collectFindings(ArrayRef<std::string> Files,
                                std::vector<FileAnalysis> Analyses) {
  Collector C;
  for (size_t I = 0; I < Files.size(); ++I)
    C.add(Files[I], Analyses[I]);
  return C.finish();
}

} // namespace corolint
