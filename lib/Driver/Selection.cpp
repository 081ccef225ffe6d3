// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Selection.h"
#include "Checks/CheckTable.h"
#include "Config/ProjectConfig.h"
#include "Driver/Paths.h"
#include "Driver/TidyOptions.h"
#include "Support/UserError.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The files to analyse, absolute and without repetition; those that can't be
/// go to \p Errors.
static std::vector<std::string>
filesToAnalyse(const Options &Opts,
               const tooling::CompilationDatabase &Database,
               std::vector<FileError> &Errors) {
  std::vector<std::string> Named = Opts.Files;
  if (Named.empty()) {
    // Clang gives them in the order of a hash table.
    Named = Database.getAllFiles();
    llvm::sort(Named);
  }
  std::vector<std::string> Files;
  StringSet<> Seen;
  for (const std::string &Name : Named) {
    std::string File = absolutePath(Name);
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
static Error validateModels(ArrayRef<std::string> Files) {
  for (const std::string &File : Files) {
    auto M = modelForFile(File);
    if (!M)
      return M.takeError();
  }
  return modelForFile("").takeError();
}

std::string fileInQuestion(const Options &Opts) {
  return absolutePath(Opts.Files.empty() ? "file.cpp" : Opts.Files[0]);
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

Expected<Selection> select(const Options &Opts) {
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  Expected<std::string> ResourceDir = findResourceDir();
  if (!ResourceDir)
    return ResourceDir.takeError();
  Selection Chosen{std::move(*Code), std::move(*ResourceDir), {}, {}};
  Chosen.Files = filesToAnalyse(Opts, *Chosen.Code.Commands, Chosen.Errors);
  if (Error E = validate(Opts, Chosen.Files))
    return E;
  return Chosen;
}

} // namespace corolint
