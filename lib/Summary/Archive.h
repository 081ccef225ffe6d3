// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// units => bytes => units: what summary files and the cache hold. The format is
// described in docs/internals/summaries.md.
#pragma once

#include "Summary/Unit.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>

namespace corolint::summary {

/// Grows with every change of what is written, or of what it means.
constexpr unsigned ArchiveVersion = 6;

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
/// file, another version's, truncated or damaged.
llvm::Expected<Archive> readArchive(llvm::StringRef Bytes, llvm::StringRef Name,
                                    llvm::StringRef Root);

/// Reads archives whose units are right as long as nothing that they were made
/// of has changed. What many archives depend on alike is looked at once. Not
/// thread-safe.
class UnchangedReader {
public:
  /// \p Holds says whether a dependency is still what was seen.
  UnchangedReader(llvm::StringRef Root,
                  std::function<bool(const Dependency &)> Holds)
      : Root(Root), Holds(std::move(Holds)) {}

  /// The units of archive \p Bytes, which \p Name names. None if it was made
  /// with another key than \p Key, or a dependency no longer holds; the errors
  /// are readArchive()'s.
  llvm::Expected<std::vector<Unit>>
  read(llvm::StringRef Bytes, llvm::StringRef Name, llvm::StringRef Key);

private:
  llvm::StringRef Root;
  std::function<bool(const Dependency &)> Holds;
  /// By the hash of a run of dependencies: all of them hold.
  llvm::DenseMap<uint64_t, bool> Runs;
};

} // namespace corolint::summary
