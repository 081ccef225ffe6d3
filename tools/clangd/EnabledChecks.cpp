// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "EnabledChecks.h"
#include "Checks/CheckTable.h"
#include "clang-tidy/GlobList.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;

namespace corolint {

/// Whether clangd is to do without clang-tidy's checks.
static bool OnlyOurs = false;

void outlive(cl::Option &ClangTidy) {
  auto &Flag = static_cast<cl::opt<bool> &>(ClangTidy);
  Flag.setCallback([&Flag](const bool &On) {
    OnlyOurs = !On;
    Flag.setValue(true);
  });
}

/// The globs that enable those of our checks that \p Checks does.
static std::string withoutOthers(StringRef Checks) {
  clang::tidy::GlobList Enabled(Checks);
  std::string Globs = "-*";
  for (const CheckEntry &Check : checkTable())
    if (Enabled.contains(Check.Id))
      Globs += "," + Check.Id.str();
  return Globs;
}

std::string enabledChecks(StringRef Configured) {
  std::string Checks = namesCoroChecks(Configured)
                           ? defaultChecks() + "," + Configured.str()
                           : Configured.str() + "," + defaultChecks();
  return OnlyOurs ? withoutOthers(Checks) : Checks;
}

} // namespace corolint
