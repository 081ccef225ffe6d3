// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd with corolint's checks inside, on by default.
//
// The linker's --wrap (CMakeLists.txt) puts two functions of clangd behind
// ours: the one that drops checks whose latency it doesn't know, and the one
// that says which checks a file gets. Both are clangd 19's; Debian ships its
// libraries without headers.
#include "Checks/CheckTable.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::clangd {
int clangdMain(int argc, char *argv[]);
} // namespace clang::clangd

using clang::tidy::ClangTidyOptions;
using TidyProviderRef =
    llvm::function_ref<void(ClangTidyOptions &, llvm::StringRef)>;

#ifdef __clang__
#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
#endif
extern "C" {
std::optional<bool>
    __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(llvm::StringRef);
std::optional<bool> __wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(
    llvm::StringRef Check) {
  if (corolint::findCheck(Check))
    return true;
  return __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(Check);
}

ClangTidyOptions
    __real__ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_9StringRefEEEES6_(
        TidyProviderRef, llvm::StringRef);
ClangTidyOptions
__wrap__ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_9StringRefEEEES6_(
    TidyProviderRef Provider, llvm::StringRef File) {
  ClangTidyOptions Options =
      __real__ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_9StringRefEEEES6_(
          Provider, File);
  // A configuration that mentions our checks adds to their defaults; one that
  // doesn't leaves them, whatever else it turns off.
  std::string Checks = Options.Checks.value_or("");
  Options.Checks = corolint::namesCoroChecks(Checks)
                       ? corolint::defaultChecks() + "," + Checks
                       : Checks + "," + corolint::defaultChecks();
  return Options;
}
}

int main(int argc, char *argv[]) {
  return clang::clangd::clangdMain(argc, argv);
}
