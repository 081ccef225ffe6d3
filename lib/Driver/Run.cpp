// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Run.h"
#include "Checks/CheckTable.h"
#include "Config/ProjectModel.h"
#include "Driver/AnalyzeProject.h"
#include "Driver/ApplyFixes.h"
#include "Driver/Cache.h"
#include "Driver/CompileDatabase.h"
#include "Driver/TidyOptions.h"
#include "Output/Writers.h"
#include "Summary/Link.h"
#include "Support/UserError.h"
#include "clang-tidy/GlobList.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include <chrono>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

std::string absolute(StringRef Path) {
  SmallString<128> Result(Path);
  sys::fs::make_absolute(Result);
  sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return Result.str().str();
}

/// The files to analyse, absolute and without repetition; those that can't be
/// go to \p Errors.
std::vector<std::string>
filesToAnalyse(const Options &Opts,
               const tooling::CompilationDatabase &Database,
               std::vector<FileError> &Errors) {
  std::vector<std::string> Named = Opts.Files;
  if (Named.empty())
    Named = Database.getAllFiles();
  std::vector<std::string> Files;
  StringSet<> Seen;
  for (const std::string &Name : Named) {
    std::string File = absolute(Name);
    if (!Seen.insert(File).second)
      continue;
    if (!sys::fs::is_regular_file(File))
      Errors.push_back({Name,
                        Opts.Files.empty()
                            ? "the compile database names it, but there is no "
                              "such file; configure the build again"
                            : "no such file",
                        {}});
    else if (Database.getCompileCommands(File).empty())
      Errors.push_back({Name,
                        "not in the compile database; add it to the build, or "
                        "give its flags after '--'",
                        {}});
    else
      Files.push_back(File);
  }
  return Files;
}

/// A project's model is wrong for every file below it: said before any is
/// analysed.
Error validateModels(ArrayRef<std::string> Files) {
  for (const std::string &File : Files) {
    auto M = modelForFile(File);
    if (!M)
      return M.takeError();
  }
  return modelForFile("").takeError();
}

Error applyAndCount(const Report &R, const Options &Opts, raw_ostream &Err) {
  Expected<AppliedFixes> Applied = applyFixes(R, Opts.FixNotes);
  if (!Applied)
    return Applied.takeError();
  if (Opts.Quiet)
    return Error::success();
  Err << "corolint: applied " << Applied->Applied
      << (Applied->Applied == 1 ? " fix in " : " fixes in ") << Applied->Files
      << (Applied->Files == 1 ? " file" : " files");
  if (Applied->Skipped)
    Err << "; " << Applied->Skipped
        << " more would touch what another fix changes: run again";
  Err << ".\n";
  return Error::success();
}

void writeReport(const Report &R, const Options &Opts, raw_ostream &Out,
                 raw_ostream &Err) {
  for (const FileError &E : R.Errors) {
    Err << "corolint: error: ";
    if (!StringRef(E.Message).starts_with(E.File + ":"))
      Err << E.File << ": ";
    Err << E.Message << "\n";
  }
  if (Opts.Output == Format::Json)
    writeJson(R, Opts.ToolVersion, Out);
  else
    writeText(R, Out, Opts.Colors.value_or(Out.has_colors()));
}

std::vector<const summary::Unit *> pointers(ArrayRef<summary::Unit> Units) {
  std::vector<const summary::Unit *> Result;
  for (const summary::Unit &U : Units)
    Result.push_back(&U);
  return Result;
}

Expected<ExitStatus> tellReport(const Report &R, const Options &Opts,
                                raw_ostream &Out, raw_ostream &Err) {
  if (!Opts.ExportFixes.empty())
    if (Error E = exportFixes(R, Opts.ExportFixes, Opts.FixNotes))
      return E;
  writeReport(R, Opts, Out, Err);
  if (Opts.Fix || Opts.FixNotes)
    if (Error E = applyAndCount(R, Opts, Err))
      return E;
  if (!R.Errors.empty())
    return FilesNotAnalysed;
  return R.Findings.empty() ? NothingFound : FindingsReported;
}

} // namespace

static void initializeTargets() {
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
}

/// What the user wrote about \p Files is right.
static Error validate(const Options &Opts, ArrayRef<std::string> Files) {
  if (Error E = validateTidyOptions(Opts, Files))
    return E;
  if (Error E = validateModels(Files))
    return E;
  if (!Opts.Checks)
    return Error::success();
  Expected<std::vector<std::string>> Enabled = enabledChecks(Opts);
  if (!Enabled)
    return Enabled.takeError();
  if (Enabled->empty())
    return userError("--checks leaves no check enabled; corolint "
                     "--list-checks --checks=coro-* lists them all");
  return Error::success();
}

/// Paths below the current folder become relative to it.
static void display(std::string &Path) {
  static const std::string Current = absolute("");
  StringRef Rest = Path;
  if (Rest.consume_front(Current) && Rest.consume_front("/"))
    Path = Rest.str();
}

Expected<ExitStatus> runLint(const Options &Opts, raw_ostream &Out,
                             raw_ostream &Err) {
  auto Start = std::chrono::steady_clock::now();
  initializeTargets();
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  Expected<std::string> ResourceDir = findResourceDir();
  if (!ResourceDir)
    return ResourceDir.takeError();
  std::vector<FileError> Errors;
  std::vector<std::string> Files =
      filesToAnalyse(Opts, *Code->Commands, Errors);
  if (Error E = validate(Opts, Files))
    return E;

  AnalyzedProject Analyzed =
      analyzeProject(*Code, Files, Opts, *ResourceDir, Err);
  if (Analyzed.Interrupted)
    return Interrupted;
  summary::Linked Linked = summary::link(pointers(Analyzed.Units),
                                         pointers(Analyzed.Context), display);
  if (!Linked.ConfigErrors.empty())
    return userError(Linked.ConfigErrors.front() +
                     "; it is set in .clang-tidy or --config");
  Report &R = Linked.TheReport;
  R.Errors.insert(R.Errors.begin(), Errors.begin(), Errors.end());
  R.Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Start)
          .count();
  return tellReport(R, Opts, Out, Err);
}

/// Calls \p Write with a stream to \p File, which it replaces at once.
static Error writeFile(StringRef File,
                       function_ref<void(raw_ostream &)> Write) {
  if (Error E = writeToOutput(File, [&](raw_ostream &OS) {
        Write(OS);
        return Error::success();
      }))
    return userError(File + ": cannot write: " + toString(std::move(E)));
  return Error::success();
}

Expected<ExitStatus> runSummarize(const Options &Opts, StringRef OutputFile,
                                  StringRef DepFile, raw_ostream &Err) {
  initializeTargets();
  if (OutputFile.empty())
    return userError("-o FILE says where the summary goes");
  if (Opts.Files.empty())
    return userError("name the files to summarise");
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  Expected<std::string> ResourceDir = findResourceDir();
  if (!ResourceDir)
    return ResourceDir.takeError();
  std::vector<FileError> Errors;
  std::vector<std::string> Files =
      filesToAnalyse(Opts, *Code->Commands, Errors);
  if (!Errors.empty())
    return userError(Errors[0].File + ": " + Errors[0].Message);
  if (Error E = validate(Opts, Files))
    return E;

  Options WithoutCache = Opts;
  WithoutCache.UseCache = false;
  sort(Files);
  AnalyzedProject Analyzed =
      analyzeProject(*Code, Files, WithoutCache, *ResourceDir, Err);
  if (Analyzed.Interrupted)
    return Interrupted;
  if (Error E = writeFile(OutputFile, [&](raw_ostream &OS) {
        summary::writeArchive({"", {}, std::move(Analyzed.Units)}, absolute(""),
                              OS);
      }))
    return E;
  if (DepFile.empty())
    return NothingFound;
  if (Error E = writeFile(DepFile, [&](raw_ostream &OS) {
        auto Name = [](StringRef Raw) {
          // Clang finds the library's headers through links and "..".
          SmallString<128> Real;
          std::string Path =
              sys::fs::real_path(Raw, Real) ? Raw.str() : Real.str().str();
          display(Path);
          std::string Escaped;
          for (char C : Path)
            Escaped += (C == ' ' || C == '#' ? "\\"
                        : C == '$'           ? "$"
                                             : "") +
                       std::string(1, C);
          return Escaped;
        };
        OS << Name(OutputFile) << ":";
        for (const std::string &File : Analyzed.FilesRead)
          OS << " \\\n  " << Name(File);
        OS << "\n";
      }))
    return E;
  return NothingFound;
}

Expected<ExitStatus> runLink(const Options &Opts,
                             std::vector<std::string> Summaries,
                             StringRef OutputFile, raw_ostream &Out,
                             raw_ostream &Err) {
  auto Start = std::chrono::steady_clock::now();
  if (Summaries.empty())
    return userError("name the summaries to link");
  sort(Summaries);
  std::vector<summary::Unit> Units;
  for (const std::string &File : Summaries) {
    auto Bytes = MemoryBuffer::getFile(File);
    if (!Bytes)
      return userError(File + ": " + Bytes.getError().message());
    auto Read = summary::readArchive((*Bytes)->getBuffer(), File, absolute(""));
    if (!Read)
      return Read.takeError();
    move(Read->Units, std::back_inserter(Units));
  }
  summary::Linked Linked = summary::link(pointers(Units), {}, display);
  if (!Linked.ConfigErrors.empty())
    return userError(Linked.ConfigErrors.front());
  Linked.TheReport.Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Start)
          .count();
  if (OutputFile.empty())
    return tellReport(Linked.TheReport, Opts, Out, Err);
  Expected<ExitStatus> Status = NothingFound;
  if (Error E = writeFile(OutputFile, [&](raw_ostream &OS) {
        Status = tellReport(Linked.TheReport, Opts, OS, Err);
      }))
    return E;
  return Status;
}

Expected<ExitStatus> runCache(const Options &Opts, bool Clear,
                              raw_ostream &Out) {
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  Cache Kept(Code->Root);
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

/// The file that a question about the configuration is about: the first one
/// named, else any in the current folder.
static std::string fileInQuestion(const Options &Opts) {
  return absolute(Opts.Files.empty() ? "file.cpp" : Opts.Files[0]);
}

Error printModel(const Options &Opts, raw_ostream &Out) {
  auto M = modelForFile(fileInQuestion(Opts));
  if (!M)
    return M.takeError();
  (*M)->print(Out);
  return Error::success();
}

Expected<std::vector<std::string>> enabledChecks(const Options &Opts) {
  std::string Here = fileInQuestion(Opts);
  if (Error E = validateTidyOptions(Opts, {Here}))
    return E;
  auto Provider = createTidyOptions(Opts, vfs::createPhysicalFileSystem());
  tidy::GlobList Enabled(*Provider->getOptions(Here).Checks);
  std::vector<std::string> Ids;
  for (const CheckEntry &C : checkTable())
    if (Enabled.contains(C.Id))
      Ids.push_back(C.Id.str());
  return Ids;
}

} // namespace corolint
