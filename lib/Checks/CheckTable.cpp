// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/CheckTable.h"
#include "Support/EmbeddedFiles.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {

#define CHECK(Class, Id, OnByDefault, Severity)                                \
  std::unique_ptr<clang::tidy::ClangTidyCheck> create##Class##Check(           \
      StringRef Name, clang::tidy::ClangTidyContext *Context);
#include "Checks/Checks.def"
#undef CHECK

ArrayRef<CheckEntry> checkTable() {
  static const CheckEntry Table[] = {
#define CHECK(Class, Id, OnByDefault, Severity)                                \
  {Id, OnByDefault, Severity, create##Class##Check},
#include "Checks/Checks.def"
#undef CHECK
  };
  return Table;
}

const CheckEntry *findCheck(StringRef Id) {
  const CheckEntry *Found =
      find_if(checkTable(), [&](const CheckEntry &C) { return C.Id == Id; });
  return Found == checkTable().end() ? nullptr : Found;
}

std::string defaultChecks() {
  std::string Globs;
  for (const CheckEntry &C : checkTable())
    if (C.OnByDefault)
      Globs += (Globs.empty() ? "" : ",") + C.Id.str();
  return Globs;
}

StringRef checkPage(StringRef Id) {
  Id.consume_front("coro-");
  for (const EmbeddedFile &File : checkPageFiles())
    if (File.Name == (Id + ".md").str() && findCheck(("coro-" + Id).str()))
      return File.Text;
  return "";
}

bool namesCoroChecks(StringRef Checks) {
  SmallVector<StringRef> Globs;
  Checks.split(Globs, ',');
  return any_of(Globs, [](StringRef Glob) {
    Glob = Glob.trim();
    Glob.consume_front("-");
    return Glob.starts_with("coro-");
  });
}

} // namespace corolint
