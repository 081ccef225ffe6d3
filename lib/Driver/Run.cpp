// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Run.h"
#include "Config/ProjectConfig.h"
#include "Driver/AnalyzeFile.h"
#include "Driver/AnalyzeProject.h"
#include "Driver/ApplyBaseline.h"
#include "Driver/Cache.h"
#include "Driver/Paths.h"
#include "Driver/RunProfile.h"
#include "Driver/Selection.h"
#include "Driver/Since.h"
#include "Driver/TellReport.h"
#include "Summary/Link.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <chrono>

using namespace llvm;

namespace corolint {

static std::vector<const summary::Unit *>
pointers(ArrayRef<summary::Unit> Units) {
  std::vector<const summary::Unit *> Result;
  for (const summary::Unit &U : Units)
    Result.push_back(&U);
  return Result;
}

using Clock = std::chrono::steady_clock;

/// The report on \p Units, \p Errors first, without what the baseline knows.
static Expected<Report> reportOn(ArrayRef<summary::Unit> Units,
                                 ArrayRef<summary::Unit> Context,
                                 std::vector<FileError> Errors,
                                 const Options &Opts, raw_ostream &Err) {
  summary::Linked Linked =
      summary::link(pointers(Units), pointers(Context), displayPath);
  if (!Linked.ConfigErrors.empty())
    return userError(Linked.ConfigErrors.front() +
                     "; it is set in .clang-tidy or --config");
  Report &R = Linked.TheReport;
  R.Errors.insert(R.Errors.begin(), Errors.begin(), Errors.end());
  if (Error E = applyBaseline(R, Opts, Err))
    return E;
  return std::move(R);
}

/// Tells \p R, of a run that began at \p Start.
static Expected<ExitStatus> tell(Report R, Clock::time_point Start,
                                 const Options &Opts, raw_ostream &Out,
                                 raw_ostream &Err) {
  std::optional<MeasuredRun> Measured;
  if (!Opts.Profile.empty())
    if (Error E = joinProfile(Opts, R).moveInto(Measured))
      return E;
  R.Seconds = std::chrono::duration<double>(Clock::now() - Start).count();
  return tellReport(R, Measured ? &*Measured : nullptr, Opts, Out, Err);
}

Expected<ExitStatus> runLint(const Options &Opts, raw_ostream &Out,
                             raw_ostream &Err) {
  auto Start = Clock::now();
  if (Error E = checkProfile(Opts))
    return E;
  initializeTargets();
  Expected<Selection> Chosen = select(Opts);
  if (!Chosen)
    return Chosen.takeError();
  std::optional<Project> Before;
  if (!Opts.Since.empty()) {
    Expected<Project> Earlier = earlierProject(Opts);
    if (!Earlier)
      return Earlier.takeError();
    Before = std::move(*Earlier);
  }
  AnalyzedProject Analyzed = analyzeProject(Chosen->Code, Chosen->Files, Opts,
                                            Chosen->ResourceDir, Err);
  if (Analyzed.Interrupted)
    return Interrupted;
  Expected<Report> R = reportOn(Analyzed.Units, Analyzed.Context,
                                std::move(Chosen->Errors), Opts, Err);
  if (!R)
    return R.takeError();
  if (Before &&
      !leaveOutEarlier(*R, Analyzed, *Before, Opts, Chosen->ResourceDir, Err))
    return Interrupted;
  return tell(std::move(*R), Start, Opts, Out, Err);
}

/// How make writes \p Path, which Clang may have found through links and "..".
static std::string nameInRule(StringRef Path) {
  SmallString<128> Real;
  std::string Shown =
      sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
  displayPath(Shown);
  std::string Escaped;
  for (char C : Shown) {
    if (C == ' ' || C == '#')
      Escaped += '\\';
    if (C == '$')
      Escaped += '$';
    Escaped += C;
  }
  return Escaped;
}

static void writeRule(StringRef Target, ArrayRef<std::string> FilesRead,
                      raw_ostream &OS) {
  OS << nameInRule(Target) << ":";
  for (const std::string &File : FilesRead)
    OS << " \\\n  " << nameInRule(File);
  OS << "\n";
}

Expected<ExitStatus> runSummarize(const Options &Opts, StringRef OutputFile,
                                  StringRef DepFile, raw_ostream &Err) {
  initializeTargets();
  if (OutputFile.empty())
    return userError("-o FILE says where the summary goes");
  if (Opts.Files.empty())
    return userError("name the files to summarise");
  Expected<Selection> Chosen = select(Opts);
  if (!Chosen)
    return Chosen.takeError();
  if (!Chosen->Errors.empty())
    return userError(Chosen->Errors[0].File + ": " + Chosen->Errors[0].Message);

  Options WithoutCache = Opts;
  WithoutCache.UseCache = false;
  sort(Chosen->Files);
  AnalyzedProject Analyzed = analyzeProject(
      Chosen->Code, Chosen->Files, WithoutCache, Chosen->ResourceDir, Err);
  if (Analyzed.Interrupted)
    return Interrupted;
  if (Error E = writeFile(OutputFile, [&](raw_ostream &OS) {
        summary::writeArchive({"", {}, std::move(Analyzed.Units)},
                              absolutePath(""), OS);
      }))
    return E;
  if (DepFile.empty())
    return NothingFound;
  if (Error E = writeFile(DepFile, [&](raw_ostream &OS) {
        writeRule(OutputFile, Analyzed.FilesRead, OS);
      }))
    return E;
  return NothingFound;
}

Expected<ExitStatus> runLink(const Options &Opts,
                             std::vector<std::string> Summaries,
                             StringRef OutputFile, raw_ostream &Out,
                             raw_ostream &Err) {
  auto Start = Clock::now();
  if (Summaries.empty())
    return userError("name the summaries to link");
  sort(Summaries);
  std::vector<summary::Unit> Units;
  for (const std::string &File : Summaries) {
    auto Bytes = MemoryBuffer::getFile(File);
    if (!Bytes)
      return userError(File + ": " + Bytes.getError().message());
    auto Read =
        summary::readArchive((*Bytes)->getBuffer(), File, absolutePath(""));
    if (!Read)
      return Read.takeError();
    move(Read->Units, std::back_inserter(Units));
  }
  auto Tell = [&](raw_ostream &To) -> Expected<ExitStatus> {
    Expected<Report> R = reportOn(Units, {}, {}, Opts, Err);
    if (!R)
      return R.takeError();
    return tell(std::move(*R), Start, Opts, To, Err);
  };
  if (OutputFile.empty())
    return Tell(Out);
  Expected<ExitStatus> Status = NothingFound;
  if (Error E =
          writeFile(OutputFile, [&](raw_ostream &OS) { Status = Tell(OS); }))
    return E;
  return Status;
}

Expected<ExitStatus> runCache(const Options &Opts, bool Clear,
                              raw_ostream &Out) {
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  Cache Kept(*Code);
  if (Clear) {
    if (std::error_code EC = sys::fs::remove_directories(Kept.folder()))
      return userError(Kept.folder() + ": " + EC.message());
    return NothingFound;
  }
  auto [Entries, Bytes] = Kept.size();
  Out << Kept.folder() << ": " << Entries
      << (Entries == 1 ? " file, " : " files, ") << Bytes / 1024 << " KiB\n";
  return NothingFound;
}

Error printModel(const Options &Opts, raw_ostream &Out) {
  auto M = modelForFile(fileInQuestion(Opts));
  if (!M)
    return M.takeError();
  (*M)->print(Out);
  return Error::success();
}

Expected<std::vector<std::string>> listChecks(const Options &Opts) {
  return enabledChecks(Opts);
}

} // namespace corolint
