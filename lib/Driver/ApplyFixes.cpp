// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/ApplyFixes.h"
#include "Support/UserError.h"
#include "clang-tidy/ClangTidy.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isInclude(const Edit &E) {
  return E.Length == 0 && StringRef(E.Text).ltrim().starts_with("#include");
}

/// What a fix changes in one file beside its includes, in order.
struct Change {
  std::vector<Edit> Edits;
  /// What it leaves alone between its edits goes into a function of its own,
  /// where other fixes mean something else.
  bool OpensLambda = false;

  unsigned begin() const { return Edits.front().Offset; }
  unsigned end() const { return endOf(Edits.back()); }
  static unsigned endOf(const Edit &E) { return E.Offset + E.Length; }

  /// All of \p Inner lies between two edits of this one.
  bool leavesAlone(const Change &Inner) const {
    if (OpensLambda)
      return false;
    for (size_t I = 0; I + 1 < Edits.size(); ++I)
      if (comeInOrder(Edits[I], Inner.Edits.front()) &&
          comeInOrder(Inner.Edits.back(), Edits[I + 1]))
        return true;
    return false;
  }

private:
  /// Of two insertions at one place nobody could say which comes first.
  static bool comeInOrder(const Edit &A, const Edit &B) {
    return endOf(A) < B.Offset ||
           (endOf(A) == B.Offset && (A.Length != 0 || B.Length != 0));
  }
};

/// The edits of the fixes that don't get in each other's way.
class Selection {
public:
  /// Takes \p F unless it touches what an earlier one changes.
  bool add(const Fix &F) {
    std::map<std::string, Change> Changes;
    for (const Edit &E : F.Edits) {
      if (isInclude(E))
        continue;
      Change &C = Changes[E.File];
      C.Edits.push_back(E);
      C.OpensLambda |= StringRef(E.Text).contains("([&]");
    }
    for (auto &[File, C] : Changes) {
      sort(C.Edits);
      for (const Change &Other : Taken[File])
        if (C.begin() <= Other.end() && Other.begin() <= C.end() &&
            !C.leavesAlone(Other) && !Other.leavesAlone(C))
          return false;
    }
    for (auto &[File, C] : Changes)
      Taken[File].push_back(std::move(C));
    for (const Edit &E : F.Edits)
      Edits[E.File].insert(E);
    return true;
  }

  std::map<std::string, std::set<Edit>> Edits;

private:
  std::map<std::string, std::vector<Change>> Taken;
};

/// \p Text with what stands in \p Changed formatted.
Expected<std::string> formatted(const std::string &File,
                                const std::string &Text, StringRef Style,
                                ArrayRef<tooling::Range> Changed) {
  auto Known = format::getStyle(Style, File, /*FallbackStyle=*/"none", Text);
  if (!Known)
    return Known.takeError();
  return tooling::applyAllReplacements(
      Text, format::reformat(*Known, Text, Changed, File));
}

Error rewrite(const std::string &File, const std::set<Edit> &Edits,
              StringRef Style) {
  auto Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return userError(File + ": " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  std::string Result;
  std::vector<tooling::Range> Changed;
  size_t Done = 0;
  for (const Edit &E : Edits) {
    if (E.Offset + E.Length > Text.size())
      return userError(File + ": changed while it was analysed; not fixed");
    Result += Text.slice(Done, E.Offset);
    Changed.emplace_back(Result.size(), E.Text.size());
    Result += E.Text;
    Done = E.Offset + E.Length;
  }
  Result += Text.drop_front(Done);
  if (!Style.empty()) {
    Expected<std::string> Formatted = formatted(File, Result, Style, Changed);
    if (!Formatted)
      return userError("--format-style=" + Style + ": " +
                       toString(Formatted.takeError()));
    Result = std::move(*Formatted);
  }
  if (Error E = writeToOutput(File, [&](raw_ostream &OS) {
        OS << Result;
        return Error::success();
      }))
    return userError(File + ": cannot write: " + toString(std::move(E)));
  return Error::success();
}

} // namespace

Expected<AppliedFixes> applyFixes(const Report &R, bool AlsoSuggested,
                                  StringRef Style) {
  Selection Selected;
  AppliedFixes Count;
  for (const Finding &F : R.Findings) {
    auto Chosen =
        find_if(F.Fixes, [&](const Fix &X) { return X.Safe || AlsoSuggested; });
    if (Chosen == F.Fixes.end())
      continue;
    if (Selected.add(*Chosen))
      ++Count.Applied;
    else
      ++Count.Skipped;
  }
  for (const auto &[File, Edits] : Selected.Edits) {
    if (Error E = rewrite(File, Edits, Style))
      return E;
    ++Count.Files;
  }
  return Count;
}

/// \p Edits as clang-tidy has them: what is inserted at one place is one
/// replacement.
static StringMap<tooling::Replacements>
replacementsOf(std::vector<Edit> Edits) {
  StringMap<tooling::Replacements> Result;
  for (size_t I = 0; I < Edits.size(); ++I) {
    Edit All = Edits[I];
    while (I + 1 < Edits.size() && All.Length == 0 &&
           Edits[I + 1].File == All.File && Edits[I + 1].Length == 0 &&
           Edits[I + 1].Offset == All.Offset)
      All.Text += Edits[++I].Text;
    SmallString<128> Path(All.File);
    sys::fs::make_absolute(Path);
    // The edits of one fix don't overlap.
    cantFail(Result[Path].add({Path, All.Offset, All.Length, All.Text}));
  }
  return Result;
}

Error exportFixes(const Report &R, StringRef Path, bool AlsoSuggested) {
  std::vector<tidy::ClangTidyError> Diagnostics;
  auto MessageAt = [](const Place &At, const std::string &Text) {
    tooling::DiagnosticMessage M(Text);
    SmallString<128> File(At.File);
    if (!File.empty())
      sys::fs::make_absolute(File);
    M.FilePath = File.str();
    M.FileOffset = At.Offset;
    return M;
  };
  for (const Finding &F : R.Findings) {
    tidy::ClangTidyError D(F.Check,
                           F.Severity == "error"
                               ? tidy::ClangTidyError::Error
                               : tidy::ClangTidyError::Warning,
                           /*BuildDirectory=*/"",
                           /*IsWarningAsError=*/F.Severity == "error");
    D.Message = MessageAt(F.Begin, F.Message);
    for (const Note &N : F.Notes)
      D.Notes.push_back(MessageAt(N.At, N.Message));
    for (const Fix &X : F.Fixes) {
      if (X.Safe) {
        D.Message.Fix = replacementsOf(X.Edits);
      } else if (AlsoSuggested) {
        auto Note = find_if(D.Notes, [&](const tooling::DiagnosticMessage &N) {
          return N.Message == X.Description;
        });
        if (Note != D.Notes.end())
          Note->Fix = replacementsOf(X.Edits);
      }
    }
    Diagnostics.push_back(std::move(D));
  }
  std::error_code EC;
  raw_fd_ostream OS(Path, EC, sys::fs::OF_None);
  if (EC)
    return userError(Path + ": cannot write: " + EC.message());
  tidy::exportReplacements(
      Diagnostics.empty() ? "" : Diagnostics.front().Message.FilePath,
      Diagnostics, OS);
  return Error::success();
}

} // namespace corolint
