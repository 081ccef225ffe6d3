// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/ProjectIndex.h"
#include "Summary/Archive.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <mutex>

using namespace llvm;

namespace corolint::summary {

static std::shared_ptr<const ProjectIndex> load(StringRef File,
                                                StringRef Root) {
  auto Bytes = MemoryBuffer::getFile(File);
  if (!Bytes)
    return nullptr;
  Expected<Archive> Read = readArchive((*Bytes)->getBuffer(), File, Root);
  if (!Read) {
    consumeError(Read.takeError());
    return nullptr;
  }
  return std::make_shared<const ProjectIndex>(
      ProjectIndex{std::move(Read->Units)});
}

namespace {
/// An index on disk. Each replaces the last, so its identity tells one from the
/// next.
struct Found {
  StringRef Root;
  SmallString<128> File;
  sys::fs::file_status Status;
};
} // namespace

static std::optional<Found> findIndex(StringRef SourceFile) {
  for (StringRef Root = sys::path::parent_path(SourceFile); !Root.empty();
       Root = sys::path::parent_path(Root)) {
    Found Index{Root, Root, {}};
    sys::path::append(Index.File, CacheFolder, IndexName);
    if (!sys::fs::status(Index.File, Index.Status))
      return Index;
  }
  return std::nullopt;
}

std::shared_ptr<const ProjectIndex> indexForFile(StringRef SourceFile) {
  struct Loaded {
    sys::fs::UniqueID File;
    sys::TimePoint<> Time;
    std::shared_ptr<const ProjectIndex> Index;
  };
  static std::mutex Mutex;
  static StringMap<Loaded> ByRoot;

  std::optional<Found> Now = findIndex(SourceFile);
  if (!Now)
    return nullptr;
  std::lock_guard Lock(Mutex);
  Loaded &Known = ByRoot[Now->Root];
  if (Known.File != Now->Status.getUniqueID() ||
      Known.Time != Now->Status.getLastModificationTime())
    Known = {Now->Status.getUniqueID(), Now->Status.getLastModificationTime(),
             load(Now->File, Now->Root)};
  return Known.Index;
}

std::string projectRoot(StringRef SourceFile) {
  std::optional<Found> Now = findIndex(SourceFile);
  return Now ? Now->Root.str() : "";
}

std::string indexStamp(StringRef SourceFile) {
  std::optional<Found> Now = findIndex(SourceFile);
  if (!Now)
    return "";
  return (Now->File + ":" + Twine(Now->Status.getUniqueID().getFile()) + ":" +
          Twine(
              Now->Status.getLastModificationTime().time_since_epoch().count()))
      .str();
}

} // namespace corolint::summary
