// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// source file => what the rest of its project says: the index that a run of the
// command leaves in the project's cache, for hosts that see one file.
#pragma once

#include "Summary/Unit.h"
#include <memory>

namespace corolint::summary {

struct ProjectIndex {
  std::vector<Unit> Units;
};

/// The folder of the cache, below a project's root.
constexpr llvm::StringRef CacheFolder = ".cache/corolint";
/// The index in it.
constexpr llvm::StringRef IndexName = "index.summary";

/// The index of the nearest project root at or above the folder of \p
/// SourceFile, an absolute path. Null without one, and where it can't be read:
/// an index only ever adds. Read again when it changes. Thread-safe.
std::shared_ptr<const ProjectIndex> indexForFile(llvm::StringRef SourceFile);

/// The folder of that project; empty if there is no index.
std::string projectRoot(llvm::StringRef SourceFile);

/// What tells that index from one before or after it; empty if there is none.
std::string indexStamp(llvm::StringRef SourceFile);

} // namespace corolint::summary
