// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/AnalyzeProject.h"
#include "Driver/Cache.h"
#include "Driver/MakeUnit.h"
#include "Driver/Progress.h"
#include "Driver/Workers.h"
#include "Summary/Link.h"
#include "llvm/ADT/StringSet.h"
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// \p U with what other files may ask of it: of its calls only those that lead
/// to an effect, or out of it.
summary::Unit prune(summary::Unit U) {
  summary::CallGraph Graph;
  Graph.add(U);
  Graph.join(summary::World::Open);
  Graph.solve([](StringRef) { return true; });
  U.Functions = Graph.prunedFunctions(U);
  return compacted(U);
}

class ProjectAnalysis {
public:
  ProjectAnalysis(const Project &Code, const Options &Opts,
                  const std::string &ResourceDir, raw_ostream &Err)
      : Code(Code), Opts(Opts), Adapt(adaptToClang(ResourceDir)), Err(Err) {
    if (Opts.UseCache && !Code.Root.empty())
      Kept.emplace(Code);
  }

  AnalyzedProject run(const std::vector<std::string> &Files) {
    Result.Units.resize(Files.size());
    std::vector<size_t> Missing;
    for (size_t I = 0; I < Files.size(); ++I)
      if (auto Known = cached(Files[I]))
        Result.Units[I] = std::move(*Known);
      else
        Missing.push_back(I);
    analyze(Files, Missing);
    if (Opts.Stats)
      Err << "corolint: " << (Code.Earlier ? "before the change: " : "")
          << Missing.size() << (Missing.size() == 1 ? " file" : " files")
          << " analysed, " << Files.size() - Missing.size()
          << " from the cache\n";
    if (Kept && !Result.Interrupted && Code.Earlier)
      Kept->keepOnly(Files);
    else if (Kept && !Result.Interrupted)
      finishCache(Files);
    Result.FilesRead.assign(FilesRead.begin(), FilesRead.end());
    return std::move(Result);
  }

private:
  std::optional<summary::Unit> cached(const std::string &File) {
    return Kept ? Kept->find(File, keyOf(File)) : std::nullopt;
  }

  std::string keyOf(const std::string &File) const {
    return cacheKey(File, Opts, *Code.Commands, Adapt);
  }

  void analyze(const std::vector<std::string> &Files,
               ArrayRef<size_t> Missing) {
    Progress Shown(Err, Missing.size(), Opts.Quiet);
    bool Finished = runJobs(
        Missing.size(), {Opts.Jobs, Opts.TimeoutSeconds},
        [&](size_t I) { return analyze(Files[Missing[I]]); },
        [&](size_t I) { Shown.start(Files[Missing[I]]); },
        [&](size_t I, JobResult Done) {
          Shown.finish();
          take(Files[Missing[I]], std::move(Done), Result.Units[Missing[I]]);
        });
    Shown.end();
    if (Finished)
      return;
    Result.Interrupted = true;
    Err << "corolint: interrupted after " << Shown.finished() << " of "
        << Missing.size() << " files"
        << (Kept ? "; they are kept in the cache\n" : "\n");
  }

  /// The archive of \p File: an entry for the cache.
  std::string analyze(const std::string &File) const {
    FileAnalysis Analysis = analyzeFile(File, Opts, Code, Adapt);
    summary::Archive Entry;
    // What failed for no reason in the source may go well next time.
    if (Analysis.Failure.empty())
      Entry.Key = keyOf(File);
    Entry.Dependencies = std::move(Analysis.Dependencies);
    Entry.Units.push_back(
        prune(makeUnit(File, std::move(Analysis), *Code.files())));
    std::string Bytes;
    raw_string_ostream OS(Bytes);
    writeArchive(std::move(Entry), Code.Root, OS);
    return Bytes;
  }

  void take(const std::string &File, JobResult Done, summary::Unit &U) {
    U.MainFile = File;
    if (!Done.Failure.empty()) {
      U.Errors.push_back({File, Done.Failure, {}});
      return;
    }
    auto Entry = summary::readArchive(Done.Bytes, File, Code.Root);
    if (!Entry) {
      U.Errors.push_back({File, toString(Entry.takeError()), {}});
      return;
    }
    U = std::move(Entry->Units[0]);
    for (summary::Dependency &D : Entry->Dependencies)
      if (D.Seen == summary::Dependency::Content)
        FilesRead.insert(std::move(D.Path));
    if (Kept && !Entry->Key.empty())
      warnOnce(Kept->store(File, Done.Bytes));
  }

  /// Reads what is known of the other files, and leaves the index for the hosts
  /// that see one file.
  void finishCache(const std::vector<std::string> &Files) {
    StringSet<> Asked;
    for (const std::string &File : Files)
      Asked.insert(File);
    std::vector<std::string> All = Code.Commands->getAllFiles();
    for (const std::string &File : All)
      if (!Asked.contains(File))
        if (auto Known = cached(File))
          Result.Context.push_back(std::move(*Known));
    if (Opts.Files.empty())
      Kept->keepOnly(All);
    std::vector<const summary::Unit *> Units;
    for (const auto *Some : {&Result.Units, &Result.Context})
      for (const summary::Unit &U : *Some)
        Units.push_back(&U);
    warnOnce(Kept->storeIndex(summary::makeIndex(std::move(Units))));
  }

  void warnOnce(Error E) {
    if (!E)
      return;
    std::string Message = toString(std::move(E));
    if (!std::exchange(Warned, true))
      Err << "corolint: warning: " << Message
          << "; what was analysed isn't kept (--no-cache says nothing of it)\n";
  }

  const Project &Code;
  const Options &Opts;
  tooling::ArgumentsAdjuster Adapt;
  raw_ostream &Err;
  std::optional<Cache> Kept;
  AnalyzedProject Result;
  std::set<std::string> FilesRead;
  bool Warned = false;
};

} // namespace

AnalyzedProject analyzeProject(const Project &Code,
                               const std::vector<std::string> &Files,
                               const Options &Opts,
                               const std::string &ResourceDir,
                               raw_ostream &Err) {
  return ProjectAnalysis(Code, Opts, ResourceDir, Err).run(Files);
}

} // namespace corolint
