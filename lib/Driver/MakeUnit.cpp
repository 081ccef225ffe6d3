// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/MakeUnit.h"
#include "Checks/CheckTable.h"
#include "Finding/StatementText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// Turns the paths of diagnostics into absolute ones, and offsets into lines
/// and columns.
class Places {
public:
  explicit Places(vfs::FileSystem &Files) : Disk(Files) {}

  /// \p Path, which is relative to \p BuildDirectory or the current folder.
  static std::string absolute(StringRef Path, StringRef BuildDirectory) {
    if (Path.empty())
      return "";
    SmallString<128> Absolute(Path);
    if (!sys::path::is_absolute(Absolute)) {
      Absolute = BuildDirectory;
      sys::path::append(Absolute, Path);
      sys::fs::make_absolute(Absolute);
    }
    sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    return Absolute.str().str();
  }

  Place place(const std::string &File, unsigned Offset) {
    Place P{File, 0, 0, Offset};
    StringRef Before = text(File).take_front(Offset);
    P.Line = Before.count('\n') + 1;
    P.Column = Offset - (Before.rfind('\n') + 1) + 1;
    return P;
  }

  const StatementText &statements(const std::string &File) {
    auto &Known = Statements[File];
    if (!Known)
      Known = std::make_unique<StatementText>(text(File));
    return *Known;
  }

private:
  StringRef text(StringRef File) {
    auto [It, New] = Files.try_emplace(File);
    if (New)
      if (auto Buffer = Disk.getBufferForFile(File))
        It->second = std::move(*Buffer);
    return It->second ? It->second->getBuffer() : StringRef();
  }

  vfs::FileSystem &Disk;
  StringMap<std::unique_ptr<MemoryBuffer>> Files;
  StringMap<std::unique_ptr<StatementText>> Statements;
};

class UnitMaker {
public:
  UnitMaker(const std::string &File, FileAnalysis Analysis,
            vfs::FileSystem &Files)
      : File(File), Analysis(std::move(Analysis)), Where(Files) {}

  summary::Unit make() {
    U = std::move(Analysis.Functions);
    U.MainFile = File;
    for (const auto &[Name, Offset] : Analysis.Coroutines)
      U.Coroutines.push_back({Places::absolute(Name, ""), Offset});
    sort(U.Coroutines);
    if (!Analysis.Failure.empty()) {
      U.Errors.push_back({File, Analysis.Failure, {}});
      return std::move(U);
    }
    std::vector<const ClangTidyError *> Unexplained;
    for (const ClangTidyError &D : Analysis.Diagnostics)
      if (D.DiagnosticName == "clang-tidy-config")
        U.ConfigErrors.push_back(D.Message.Message);
      else if (!isFinding(D) && D.DiagLevel == tooling::Diagnostic::Error &&
               !isExplained(D))
        Unexplained.push_back(&D);
    if (!Unexplained.empty())
      addErrors(Unexplained);
    for (const FindingDetails &Details : Analysis.Details)
      if (const ClangTidyError *D = diagnosticOf(Details))
        addCandidate(*D, Details, /*Fixable=*/Unexplained.empty());
      else if (Details.Suppressed)
        addSuppressed(Details);
    return std::move(U);
  }

private:
  static bool isFinding(const ClangTidyError &D) {
    return StringRef(D.DiagnosticName).starts_with("coro-");
  }

  /// What clang-tidy has let through of \p Details, or null.
  const ClangTidyError *diagnosticOf(const FindingDetails &Details) const {
    for (const ClangTidyError &D : Analysis.Diagnostics)
      if (Details.Offset == D.Message.FileOffset &&
          Details.Check == D.DiagnosticName &&
          Details.File == D.Message.FilePath &&
          Details.Message == D.Message.Message)
        return &D;
    return nullptr;
  }

  /// A finding that is reported says what compiler error \p D means.
  bool isExplained(const ClangTidyError &D) const {
    return any_of(Analysis.Details, [&](const FindingDetails &Details) {
      return is_contained(Details.ExplainedErrors,
                          std::pair<std::string, unsigned>(
                              D.Message.FilePath, D.Message.FileOffset)) &&
             diagnosticOf(Details);
    });
  }

  /// The candidate of \p Details, without what its diagnostic \p D alone knows.
  void addSuppressed(const FindingDetails &Details) {
    ClangTidyError D(Details.Check, ClangTidyError::Warning,
                     Analysis.BuildDirectory, /*IsWarningAsError=*/false);
    D.Message.FilePath = Details.File;
    addCandidate(D, Details, /*Fixable=*/false);
    U.Candidates.back().What.Suppressed = true;
  }

  /// \p Fixable is false in a file that doesn't compile: what looks right there
  /// may not be.
  void addCandidate(const ClangTidyError &D, const FindingDetails &Details,
                    bool Fixable) {
    summary::Candidate C;
    C.Number = Details.Number;
    C.On = Details.On;
    Finding &F = C.What;
    F.Check = Details.Check;
    const CheckEntry *Check = findCheck(F.Check);
    F.Severity = D.IsWarningAsError ? "error"
                 : Check            ? Check->Severity.str()
                                    : "warning";
    F.Message = Details.Message;
    F.Begin = Where.place(
        Places::absolute(D.Message.FilePath, D.BuildDirectory), Details.Offset);
    F.Written = Details.Written;
    Place End = Where.place(F.Begin.File, F.Begin.Offset + Details.Length);
    F.EndLine = End.Line;
    F.EndColumn = End.Column;
    const StatementText &Text = Where.statements(F.Begin.File);
    F.Statement = Text.at(F.Begin.Offset, End.Offset);
    F.Around = utohexstr(xxh3_64bits(Text.around(F.Begin.Offset, End.Offset)),
                         true, 16);
    F.Function = Details.Function;
    F.Scope = Details.Scope;
    F.Framework = Details.Framework;
    F.Api = Details.Api;
    F.Kind = Details.Kind;
    if (Fixable && !D.Message.Fix.empty())
      F.Fixes.push_back({Details.FixDescription, /*Safe=*/true,
                         edits(D.Message.Fix, D.BuildDirectory)});
    for (const tooling::DiagnosticMessage &N : D.Notes) {
      Note Shown{{}, N.Message};
      if (!N.FilePath.empty())
        Shown.At = Where.place(Places::absolute(N.FilePath, D.BuildDirectory),
                               N.FileOffset);
      F.Notes.push_back(Shown);
      if (Fixable && !N.Fix.empty())
        F.Fixes.push_back(
            {N.Message, /*Safe=*/false, edits(N.Fix, D.BuildDirectory)});
    }
    U.Candidates.push_back(std::move(C));
  }

  static std::vector<Edit> edits(const StringMap<tooling::Replacements> &Fix,
                                 StringRef BuildDirectory) {
    std::vector<Edit> Edits;
    for (const auto &[File, Replacements] : Fix)
      for (const tooling::Replacement &R : Replacements)
        append_range(Edits, editsOf(R, Places::absolute(R.getFilePath(),
                                                        BuildDirectory)));
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

  /// \p Errors are in the order of their files' names. What is wrong in a
  /// header was found before, and may be why the file is wrong.
  void addErrors(ArrayRef<const ClangTidyError *> Errors) {
    auto Path = [](const ClangTidyError &E) {
      return E.Message.FilePath.empty()
                 ? std::string()
                 : Places::absolute(E.Message.FilePath, E.BuildDirectory);
    };
    const auto *InHeader = find_if(Errors, [&](const ClangTidyError *E) {
      return !E->Message.FilePath.empty() && Path(*E) != File;
    });
    const ClangTidyError &First =
        InHeader == Errors.end() ? *Errors.front() : **InHeader;
    FileError E{File, First.Message.Message, {}};
    if (!First.Message.FilePath.empty())
      E.At = Where.place(Path(First), First.Message.FileOffset);
    if (Errors.size() > 1)
      E.Message += (" (and " + Twine(Errors.size() - 1) + " more)").str();
    U.Errors.push_back(std::move(E));
  }

  const std::string &File;
  FileAnalysis Analysis;
  Places Where;
  summary::Unit U;
};

} // namespace

summary::Unit makeUnit(const std::string &File, FileAnalysis Analysis,
                       vfs::FileSystem &Files) {
  return UnitMaker(File, std::move(Analysis), Files).make();
}

} // namespace corolint
