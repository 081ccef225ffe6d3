// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// what Clang asks of the file system => dependencies, absent files included.
#pragma once

#include "Summary/Archive.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>

namespace corolint {

/// Hands everything to the file system below and remembers what it answered: a
/// header that somebody puts where one was looked for in vain matters as much
/// as one that was read. Not thread-safe.
class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Dir,
                                          std::error_code &EC) override;

  /// What was asked so far, sorted by path. A file that was read counts with
  /// the bytes that it had then.
  std::vector<summary::Dependency> dependencies() const;

private:
  friend class RecordedFile;
  struct Answer {
    summary::Dependency::Kind Seen;
    uint64_t Hash = 0;
  };
  void record(const llvm::Twine &Path, Answer A);

  std::map<std::string, Answer> Answers;
};

/// The hash of the names in folder \p Dir, sorted; 0 if it can't be read.
uint64_t hashListing(llvm::vfs::FileSystem &FS, const llvm::Twine &Dir);

} // namespace corolint
