// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// units => bytes => units: what summary files and the cache hold. The format is
// described in docs/internals/summaries.md.
#pragma once

#include "Summary/Unit.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint::summary {

/// Grows with every change of what is written, or of what it means.
constexpr unsigned ArchiveVersion = 3;

/// A file or folder that an analysis looked at, and what it saw.
struct Dependency {
  enum Kind : uint8_t {
    Absent,  ///< It isn't there.
    Exists,  ///< It is there; nobody looked into it.
    Content, ///< A file, with the hash of its bytes.
    Listing, ///< A folder, with the hash of the names in it.
  };
  std::string Path; ///< Absolute.
  Kind Seen = Absent;
  uint64_t Hash = 0;
};

struct Archive {
  /// What the units were made with, beside their dependencies: a hash. Empty in
  /// a file that isn't the cache's.
  std::string Key;
  std::vector<Dependency> Dependencies;
  std::vector<Unit> Units;
};

/// Writes \p A; paths below folder \p Root are written relative to it. The same
/// archive gives the same bytes.
void writeArchive(Archive A, llvm::StringRef Root, llvm::raw_ostream &OS);

/// Reads what writeArchive() wrote, with its relative paths below \p Root. The
/// error says what is wrong with \p Bytes, which \p Name names: not such a
/// file, another version's, truncated or damaged. Units are read only if \p
/// Usable, given the rest, says so.
llvm::Expected<Archive> readArchive(
    llvm::StringRef Bytes, llvm::StringRef Name, llvm::StringRef Root,
    llvm::function_ref<bool(const Archive &)> Usable = [](const Archive &) {
      return true;
    });

} // namespace corolint::summary
