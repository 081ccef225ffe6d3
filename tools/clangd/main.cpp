// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd with corolint's checks inside, on by default.
//
// The linker's --wrap (CMakeLists.txt) puts functions of clangd 19 behind ours:
// what drops checks whose latency clangd doesn't know, what says which checks a
// file gets, what completes a file's compile command, and what makes the
// connection to the client.
#include "Checks/CheckTable.h"
#include "Checks/CoroCheck.h"
#include "Clangd.h"
#include "EnabledChecks.h"
#include "Index.h"
#include "Session.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

using namespace llvm;
using clang::clangd::Transport;
using clang::tidy::ClangTidyOptions;
using TidyProviderRef = function_ref<void(ClangTidyOptions &, StringRef)>;

static cl::opt<bool> BackgroundCorolint(
    "background-corolint",
    cl::desc("Run corolint over the project when a file is opened or saved, "
             "so that findings know what helpers in other files do"));

/// One of clangd's own flags, or null.
static cl::Option *clangdFlag(StringRef Name) {
  auto &Flags = cl::getRegisteredOptions();
  auto Found = Flags.find(Name);
  return Found == Flags.end() ? nullptr : Found->second;
}

/// The command that keeps the index fresh, with the priority of clangd's own
/// background index.
static corolint::BackgroundCommand backgroundCommand() {
  corolint::BackgroundCommand Command;
  if (!BackgroundCorolint)
    return Command;
  static int InThisProgram;
  SmallString<128> Program(sys::path::parent_path(
      sys::fs::getMainExecutable(nullptr, &InThisProgram)));
  sys::path::append(Program, "corolint");
  unsigned Jobs =
      std::max(1u, llvm::hardware_concurrency().compute_thread_count() / 2);
  Command.Words = {Program.str().str(), "--quiet", "-j" + std::to_string(Jobs)};
  if (cl::Option *Flag = clangdFlag("compile-commands-dir");
      Flag && Flag->getNumOccurrences()) {
    SmallString<128> Path(
        static_cast<cl::opt<std::string> *>(Flag)->getValue());
    sys::fs::make_absolute(Path);
    Command.Words.push_back(("-p" + Path).str());
  }
  if (cl::Option *Flag = clangdFlag("background-index-priority"))
    Command.StepsBack =
        static_cast<cl::opt<ThreadPriority> *>(Flag)->getValue() !=
        ThreadPriority::Default;
  return Command;
}

#ifdef __clang__
#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
#endif
extern "C" {
std::optional<bool>
    __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(StringRef);
std::optional<bool>
__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(StringRef Check) {
  if (corolint::findCheck(Check))
    return true;
  return __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(Check);
}

ClangTidyOptions
    __real__ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_9StringRefEEEES6_(
        TidyProviderRef, StringRef);
ClangTidyOptions
__wrap__ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_9StringRefEEEES6_(
    TidyProviderRef Provider, StringRef File) {
  ClangTidyOptions Options =
      __real__ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_9StringRefEEEES6_(
          Provider, File);
  Options.Checks = corolint::enabledChecks(Options.Checks.value_or(""));
  return Options;
}

// CommandMangler::operator(), whose class is not ours to know.
void __real__ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE(
    const void *, clang::tooling::CompileCommand &, StringRef);
void __wrap__ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE(
    const void *Mangler, clang::tooling::CompileCommand &Command,
    StringRef File) {
  __real__ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE(
      Mangler, Command, File);
  // clangd builds a file again if anything of its command has changed, but its
  // preamble only if the arguments have.
  Command.Output += corolint::IndexStamps::ofThisProcess().use(File);
}

std::unique_ptr<Transport>
__real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
    std::FILE *, raw_ostream &, raw_ostream *, bool,
    clang::clangd::JSONStreamStyle);
std::unique_ptr<Transport>
__wrap__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
    std::FILE *In, raw_ostream &Out, raw_ostream *Mirror, bool Pretty,
    clang::clangd::JSONStreamStyle Style) {
  return std::make_unique<corolint::Session>(
      __real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
          In, Out, Mirror, Pretty, Style),
      backgroundCommand());
}
}

int main(int argc, char *argv[]) {
  corolint::CoroCheck::offerQuickFixes();
  if (cl::Option *ClangTidy = clangdFlag("clang-tidy"))
    corolint::outlive(*ClangTidy);
  // clangd's --help shows what is of its own categories.
  if (cl::Option *Neighbour = clangdFlag("background-index"))
    BackgroundCorolint.addCategory(*Neighbour->Categories.front());
  return clang::clangd::clangdMain(argc, argv);
}
