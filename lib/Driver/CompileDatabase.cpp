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

static Expected<std::string> findDatabase(const Options &Opts) {
  if (!Opts.BuildPath.empty()) {
    SmallString<128> Path(Opts.BuildPath);
    if (sys::fs::is_directory(Path))
      sys::path::append(Path, DatabaseName);
    if (!sys::fs::exists(Path))
      return userError(
          Path + ": no such file; -p takes the folder that holds " +
          DatabaseName +
          " (CMake writes it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)");
    return Path.str().str();
  }
  SmallString<128> Current;
  if (std::error_code EC = sys::fs::current_path(Current))
    return userError("cannot tell the current folder: " + EC.message());
  for (StringRef Folder = Current; !Folder.empty();
       Folder = sys::path::parent_path(Folder))
    if (std::string Found = databaseIn(Folder); !Found.empty())
      return Found;
  return userError(
      "no " + DatabaseName + " in " + Current +
      ", its build/ or any parent's; name its folder with -p DIR, have CMake "
      "write it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or give the flags "
      "after the files: corolint a.cpp -- -std=c++20");
}

Expected<std::unique_ptr<CompilationDatabase>>
loadCompileDatabase(const Options &Opts) {
  if (Opts.FixedCommand)
    return std::make_unique<FixedCompilationDatabase>(".", *Opts.FixedCommand);
  Expected<std::string> Path = findDatabase(Opts);
  if (!Path)
    return Path.takeError();
  std::string Message;
  std::unique_ptr<CompilationDatabase> Database =
      JSONCompilationDatabase::loadFromFile(*Path, Message,
                                            JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return userError(*Path + ": " + StringRef(Message).trim() +
                     "; a compile database is a JSON list of objects with "
                     "'directory', 'file' and 'command' or 'arguments'");
  return inferTargetAndDriverMode(expandResponseFiles(
      std::move(Database), vfs::createPhysicalFileSystem()));
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
