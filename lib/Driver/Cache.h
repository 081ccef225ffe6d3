// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// source file => its unit, if nothing that it was made of has changed.
//
// An entry is right as long as its key and its dependencies are. Both are
// contents: no time of any file is believed. What can't be read, or was written
// by something else, is no entry; what can't be written is not kept. So the
// worst that happens to a cache is that a file is analysed again.
#pragma once

#include "Driver/CompileDatabase.h"
#include "Summary/Archive.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace corolint {

/// What files look like: each is looked at once. Not thread-safe.
class FileStates {
public:
  explicit FileStates(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files)
      : Files(std::move(Files)) {}

  /// \p D is still what was seen.
  bool holds(const summary::Dependency &D);

private:
  struct State {
    std::optional<bool> Exists;
    std::optional<uint64_t> Content, Listing;
  };
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  llvm::StringMap<State> Known;
};

/// The cache in a project's root. Any number of processes may use it at once.
/// Not thread-safe.
///
/// That of a project as it was earlier has entries of its own, beside those of
/// the files as they are, and takes these where nothing has changed.
class Cache {
public:
  explicit Cache(const Project &Code);
  Cache(const Cache &) = delete;

  /// The folder of the cache: "ROOT/.cache/corolint".
  const std::string &folder() const { return Folder; }

  /// How many files it has units of, and the bytes of all that is in it.
  std::pair<size_t, uint64_t> size() const;

  /// The unit of \p File, an absolute path, that was made with \p Key and whose
  /// dependencies are what they were.
  std::optional<summary::Unit> find(llvm::StringRef File,
                                    const std::string &Key);

  /// Keeps \p Entry, an archive, for \p File. The error says why it can't.
  llvm::Error store(llvm::StringRef File, llvm::StringRef Entry);

  /// Replaces the index of the project.
  llvm::Error storeIndex(std::vector<summary::Unit> Units);

  /// Deletes the entries of files that aren't among \p Files.
  void keepOnly(llvm::ArrayRef<std::string> Files);

private:
  std::string entryOf(llvm::StringRef File, llvm::StringRef In) const;
  std::optional<summary::Unit> find(llvm::StringRef File,
                                    const std::string &Key, llvm::StringRef In);
  llvm::Error write(llvm::StringRef Path, llvm::StringRef Bytes);
  void removeLeftovers();

  std::string Root, Folder;
  llvm::StringRef Own; ///< The folder of its entries.
  FileStates States;
  summary::UnchangedReader Reader;
};

/// What the unit of \p File depends on beside files: the compile commands, the
/// command line, the environment, and this very program.
std::string cacheKey(llvm::StringRef File, const Options &Opts,
                     const clang::tooling::CompilationDatabase &Commands,
                     const clang::tooling::ArgumentsAdjuster &AdaptArguments);

} // namespace corolint
