// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Since.h"
#include "Baseline/Baseline.h"
#include "Driver/Paths.h"
#include "Finding/StatementText.h"
#include "Summary/Link.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The file is one that is compiled by itself.
static bool isSource(StringRef File) {
  return is_contained({".cpp", ".cc", ".cxx", ".c++", ".C", ".c", ".mm"},
                      sys::path::extension(File));
}

Expected<Project> earlierProject(const Options &Opts) {
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  Expected<EarlierTree> Tree =
      EarlierTree::before(Opts.Since, Code->BuildFolder);
  if (!Tree)
    return userError("--since=" + Opts.Since + ": " +
                     toString(Tree.takeError()));
  Code->Earlier = std::make_shared<const EarlierTree>(std::move(*Tree));
  // What is gone has no command any more.
  if (any_of(Code->Earlier->deleted(), isSource))
    Code->Commands =
        tooling::inferMissingCompileCommands(std::move(Code->Commands));
  return Code;
}

/// The files of \p Now, and those that are gone, as far as they were there.
static std::vector<std::string> filesBefore(const AnalyzedProject &Now,
                                            const Project &Before,
                                            bool WholeProject) {
  std::vector<std::string> Named;
  for (const auto *Some : {&Now.Units, &Now.Context})
    for (const summary::Unit &U : *Some)
      Named.push_back(U.MainFile);
  if (WholeProject)
    copy_if(Before.Earlier->deleted(), std::back_inserter(Named), isSource);
  auto FS = Before.files();
  StringSet<> Seen;
  std::vector<std::string> Files;
  for (const std::string &File : Named)
    if (Seen.insert(File).second && FS->exists(File))
      Files.push_back(File);
  return Files;
}

namespace {

/// Says what a finding is about, so that it is known again in another state of
/// the files.
class Descriptions {
public:
  explicit Descriptions(IntrusiveRefCntPtr<vfs::FileSystem> Files)
      : Files(std::move(Files)) {}

  std::vector<BaselineEntry> of(ArrayRef<Finding> Findings) {
    std::vector<BaselineEntry> All;
    for (const Finding &F : Findings) {
      BaselineEntry E = entryFor(F, absolutePath(F.Begin.File));
      std::string Way = F.Api;
      for (const ChainLink &Link : F.Chain)
        Way += '\0' + statementAt(Link.At);
      E.Fingerprint += "-" + utohexstr(xxh3_64bits(Way));
      All.push_back(std::move(E));
    }
    return All;
  }

private:
  struct File {
    std::string Text;
    StatementText Statements;
    explicit File(std::string Text)
        : Text(std::move(Text)), Statements(this->Text) {}
  };

  std::string statementAt(const Place &At) {
    std::unique_ptr<File> &F = Read[At.File];
    if (!F) {
      auto Buffer = Files->getBufferForFile(At.File);
      F = std::make_unique<File>(Buffer ? (*Buffer)->getBuffer().str() : "");
    }
    StringRef Left = F->Text;
    for (unsigned Line = 1; Line < At.Line; ++Line)
      Left = Left.split('\n').second;
    unsigned Offset = std::min<size_t>(
        F->Text.size() - Left.size() + At.Column - 1, F->Text.size());
    return F->Statements.at(Offset, Offset);
  }

  IntrusiveRefCntPtr<vfs::FileSystem> Files;
  StringMap<std::unique_ptr<File>> Read;
};

} // namespace

bool leaveOutEarlier(Report &R, const AnalyzedProject &Now,
                     const Project &Before, const Options &Opts,
                     const std::string &ResourceDir, raw_ostream &Err) {
  if (Before.Earlier->isEmpty()) {
    R.Earlier = std::exchange(R.Findings, {});
    return true;
  }
  AnalyzedProject Then =
      analyzeProject(Before, filesBefore(Now, Before, Opts.Files.empty()), Opts,
                     ResourceDir, Err);
  if (Then.Interrupted)
    return false;
  std::vector<const summary::Unit *> Units;
  for (const summary::Unit &U : Then.Units)
    Units.push_back(&U);
  Report Old = summary::link(std::move(Units), {}, displayPath).TheReport;
  for (const FileError &E : Old.Errors)
    if (none_of(R.Errors, [&](auto &Known) { return Known.File == E.File; }))
      Err << "corolint: warning: as it was at '" << Opts.Since << "', "
          << E.File << " can't be analysed here (" << E.Message
          << "); what is found in it may be older\n";

  // What the baseline knows is taken, too: of two that are alike, one may be
  // new.
  std::vector<Finding> Found = R.Known;
  append_range(Found, R.Findings);
  BaselineMatch Match = matchBaseline(
      Descriptions(Before.files()).of(Old.Findings),
      Descriptions(vfs::getRealFileSystem()).of(Found),
      [](const std::string &File) { return sys::fs::exists(File); });
  std::vector<Finding> New;
  for (size_t I = R.Known.size(); I < Found.size(); ++I)
    (Match.IsKnown[I] ? R.Earlier : New).push_back(std::move(Found[I]));
  R.Findings = std::move(New);
  return true;
}

} // namespace corolint
