// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which index of its project each file was last looked at with.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <mutex>
#include <string>

namespace corolint {

/// Thread-safe.
class IndexStamps {
public:
  /// Those of this process.
  static IndexStamps &ofThisProcess();

  /// What tells the index that \p File has now from any other; empty without
  /// one. \p File is about to be looked at.
  std::string use(llvm::StringRef File);

  /// Whether one of \p Files, which were looked at, has another index now. Says
  /// so once.
  bool changed(llvm::ArrayRef<std::string> Files);

private:
  std::mutex Mutex;
  llvm::StringMap<std::string> ByFolder;
};

} // namespace corolint
