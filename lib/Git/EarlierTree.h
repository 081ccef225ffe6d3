// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a git revision => the file system as it was before the change since then.
//
// The change is what the working tree has beyond the commit at which the
// current branch left the revision: commits, what isn't committed, and files
// that git doesn't know yet. What git ignores, submodules, and configurations
// (.corolint.yaml, .clang-tidy) are taken to be the same before it.
#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class EarlierTree {
public:
  /// The tree before the change since \p Revision in the repository of the
  /// current folder. Below \p BuildFolder, if git knows no file there, nothing
  /// is part of the change. The error says what git can't do, and why.
  static llvm::Expected<EarlierTree> before(llvm::StringRef Revision,
                                            llvm::StringRef BuildFolder);

  /// \p Now as it was then. This must outlive it.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
  over(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Now) const;

  /// There is no change.
  bool isEmpty() const { return Files.empty(); }

  /// The files that are no longer there, absolute and sorted.
  const std::vector<std::string> &deleted() const { return Deleted; }

private:
  friend class ChangeReader;
  /// By absolute path: what differs from now; nullopt where there was no file.
  llvm::StringMap<std::optional<std::string>> Files;
  std::vector<std::string> Deleted;
};

} // namespace corolint
