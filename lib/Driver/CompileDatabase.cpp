// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/CompileDatabase.h"
#include "Support/UserError.h"
#include "clang/Basic/Version.h"
#include "clang/Driver/Options.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace clang::tooling;
using namespace llvm;

namespace corolint {

static constexpr StringRef DatabaseName = "compile_commands.json";

/// The database in \p Folder or its `build/`; empty if there is none.
static std::string databaseIn(StringRef Folder) {
  for (StringRef Sub : {"", "build"}) {
    SmallString<128> Path(Folder);
    sys::path::append(Path, Sub, DatabaseName);
    if (sys::fs::exists(Path))
      return Path.str().str();
  }
  return "";
}

namespace {
struct Found {
  std::string Database;
  std::string Folder; ///< Of the project, as far as that is known.
};
} // namespace

static Expected<Found> findDatabase(const Options &Opts) {
  SmallString<128> Current;
  if (std::error_code EC = sys::fs::current_path(Current))
    return userError("cannot tell the current folder: " + EC.message());
  if (!Opts.BuildPath.empty()) {
    SmallString<128> Path(Opts.BuildPath);
    if (sys::fs::is_directory(Path))
      sys::path::append(Path, DatabaseName);
    if (!sys::fs::exists(Path))
      return userError(
          Path + ": no such file; -p takes the folder that holds " +
          DatabaseName +
          " (CMake writes it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)");
    SmallString<128> Folder(Path);
    sys::fs::make_absolute(Folder);
    sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
    return Found{Path.str().str(), sys::path::parent_path(Folder).str()};
  }
  for (StringRef Folder = Current; !Folder.empty();
       Folder = sys::path::parent_path(Folder))
    if (std::string Database = databaseIn(Folder); !Database.empty())
      return Found{Database, Folder.str()};
  return userError(
      "no " + DatabaseName + " in " + Current +
      ", its build/ or any parent's; name its folder with -p DIR, have CMake "
      "write it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or give the flags "
      "after the files: corolint a.cpp -- -std=c++20");
}

/// The nearest folder at or above \p Folder that holds all \p Files, or \p
/// Folder if only the root of the file system does.
static StringRef folderOfAll(StringRef Folder, ArrayRef<std::string> Files) {
  for (StringRef Above = Folder; sys::path::has_parent_path(Above);
       Above = sys::path::parent_path(Above))
    if (all_of(Files, [&](StringRef File) {
          return File.starts_with(Above.str() + "/");
        }))
      return Above;
  return Folder;
}

static std::string realFolderOf(StringRef File) {
  SmallString<128> Real;
  if (sys::fs::real_path(File, Real))
    return "";
  return sys::path::parent_path(Real).str();
}

Expected<Project> loadProject(const Options &Opts) {
  if (Opts.FixedCommand)
    return Project{
        std::make_unique<FixedCompilationDatabase>(".", *Opts.FixedCommand), "",
        "", nullptr};
  Expected<Found> Where = findDatabase(Opts);
  if (!Where)
    return Where.takeError();
  std::string Message;
  std::unique_ptr<CompilationDatabase> Database =
      JSONCompilationDatabase::loadFromFile(Where->Database, Message,
                                            JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return userError(Where->Database + ": " + StringRef(Message).trim() +
                     "; a compile database is a JSON list of objects with "
                     "'directory', 'file' and 'command' or 'arguments'");
  std::string Root = folderOfAll(Where->Folder, Database->getAllFiles()).str();
  return Project{inferTargetAndDriverMode(expandResponseFiles(
                     std::move(Database), vfs::createPhysicalFileSystem())),
                 std::move(Root), realFolderOf(Where->Database), nullptr};
}

IntrusiveRefCntPtr<vfs::FileSystem> Project::files() const {
  IntrusiveRefCntPtr<vfs::FileSystem> Now = vfs::createPhysicalFileSystem();
  return Earlier ? Earlier->over(std::move(Now)) : Now;
}

/// The flags in front of the sources that this Clang has no meaning for.
static CommandLineArguments dropUnknown(const CommandLineArguments &Args) {
  SmallVector<const char *, 64> Pointers;
  for (size_t I = 1; I < Args.size(); ++I)
    Pointers.push_back(Args[I].c_str());
  unsigned MissingIndex, MissingCount;
  opt::InputArgList Parsed = clang::driver::getDriverOptTable().ParseArgs(
      Pointers, MissingIndex, MissingCount,
      opt::Visibility(clang::driver::options::ClangOption));
  DenseSet<unsigned> Dropped;
  for (const opt::Arg *A : Parsed) {
    const opt::Option &Option = A->getOption();
    bool Unwanted =
        Option.getID() == clang::driver::options::OPT_UNKNOWN ||
        // GCC's own, or what makes an error of a warning that only Clang has.
        StringRef(Args[A->getIndex() + 1]).starts_with("-Werror") ||
        Option.matches(clang::driver::options::OPT_specs_EQ) ||
        Option.matches(clang::driver::options::OPT_flto_EQ) ||
        Option.matches(clang::driver::options::OPT_mtune_EQ);
    if (Unwanted)
      Dropped.insert(A->getIndex());
  }
  CommandLineArguments Kept = {Args.front()};
  for (size_t I = 0; I < Pointers.size(); ++I)
    if (!Dropped.contains(I))
      Kept.push_back(Args[I + 1]);
  return Kept;
}

ArgumentsAdjuster adaptToClang(std::string ResourceDir) {
  return [ResourceDir](const CommandLineArguments &Args, StringRef) {
    CommandLineArguments Result = Args.empty() ? Args : dropUnknown(Args);
    // In front of "--", which ends the options.
    auto At = find(Result, "--");
    Result.insert(At, {"-resource-dir=" + ResourceDir, "-ferror-limit=0",
                       "-Wno-error", "-Wno-unknown-warning-option"});
    return Result;
  };
}

Expected<std::string> findResourceDir() {
  static int Anchor;
  std::string Tool = sys::fs::getMainExecutable("corolint", &Anchor);
  SmallString<128> Beside(sys::path::parent_path(sys::path::parent_path(Tool)));
  sys::path::append(Beside, "lib", "clang", CLANG_VERSION_MAJOR_STRING);
  std::string LookedIn;
  for (StringRef Dir :
       {StringRef(Beside), StringRef(COROLINT_CLANG_RESOURCE_DIR)}) {
    if (sys::fs::exists(Dir + "/include/stddef.h"))
      return Dir.str();
    LookedIn += (LookedIn.empty() ? "" : ", ") + Dir.str();
  }
  return userError(
      "cannot find Clang's builtin headers (stddef.h); looked in " + LookedIn +
      "; install libclang-common-19-dev or pass "
      "--extra-arg=-resource-dir=DIR");
}

} // namespace corolint
