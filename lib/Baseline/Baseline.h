// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// findings => those that a team has put up with, and those that are new.
//
// An entry has no line: it is found again by what the finding is (its
// fingerprint) and where that is (the file, and the statements around it). Each
// entry stands for one finding, so a second one that is alike is new.
#pragma once

#include "Finding/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

struct BaselineEntry {
  std::string File; ///< Relative to the folder of the baseline.
  std::string Check;
  std::string Function; ///< The named one around it; for people.
  std::string Message;  ///< For people.
  std::string Fingerprint;
  std::string Around;

  auto operator<=>(const BaselineEntry &) const = default;
};

/// The entry for \p F, whose file is \p File there.
BaselineEntry entryFor(const Finding &F, std::string File);

/// Reads what writeBaseline() wrote. \p Name is for the error, which says what
/// is wrong with it.
llvm::Expected<std::vector<BaselineEntry>> readBaseline(llvm::StringRef Text,
                                                        llvm::StringRef Name);

/// Writes \p Entries sorted, each in a line of its own: what two branches add
/// merges.
void writeBaseline(std::vector<BaselineEntry> Entries, llvm::raw_ostream &OS);

struct BaselineMatch {
  /// For each finding, whether an entry stands for it.
  std::vector<bool> IsKnown;
  std::vector<BaselineEntry> Unmatched;
};

/// Finds for each of \p Found, entries for the findings of a run in their
/// order, the one of \p Entries that stands for it: in the same file, or, where
/// it has moved, in another. \p Exists says whether there still is a file.
BaselineMatch
matchBaseline(llvm::ArrayRef<BaselineEntry> Entries,
              llvm::ArrayRef<BaselineEntry> Found,
              llvm::function_ref<bool(const std::string &)> Exists);

} // namespace corolint
