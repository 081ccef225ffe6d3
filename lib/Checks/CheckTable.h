// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks.def as data, for the hosts.
#pragma once

#include "clang-tidy/ClangTidyCheck.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <optional>
#include <string>

namespace corolint {

struct CheckEntry {
  llvm::StringRef Id;
  bool OnByDefault;
  llvm::StringRef Severity;
  std::unique_ptr<clang::tidy::ClangTidyCheck> (*Create)(
      llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
};

/// Every check, sorted by id.
llvm::ArrayRef<CheckEntry> checkTable();

/// The check called \p Id, or null.
const CheckEntry *findCheck(llvm::StringRef Id);

/// The globs that enable the default checks: "coro-a,coro-b".
std::string defaultChecks();

/// The page of a check (docs/checks/), or an empty string if there is no such
/// check. \p Id may lack its "coro-".
llvm::StringRef checkPage(llvm::StringRef Id);

/// Whether a `Checks` value says anything about our checks: one of its globs
/// begins with "coro-" or "-coro-".
bool namesCoroChecks(llvm::StringRef Checks);

} // namespace corolint
