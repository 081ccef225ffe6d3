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

std::shared_ptr<const ProjectIndex> indexForFile(StringRef SourceFile) {
  // Its identity tells one index from the next: each replaces the last.
  struct Loaded {
    sys::fs::UniqueID File;
    sys::TimePoint<> Time;
    std::shared_ptr<const ProjectIndex> Index;
  };
  static std::mutex Mutex;
  static StringMap<Loaded> ByRoot;

  for (StringRef Root = sys::path::parent_path(SourceFile); !Root.empty();
       Root = sys::path::parent_path(Root)) {
    SmallString<128> File(Root);
    sys::path::append(File, CacheFolder, IndexName);
    sys::fs::file_status Status;
    if (sys::fs::status(File, Status))
      continue;
    std::lock_guard Lock(Mutex);
    Loaded &Known = ByRoot[Root];
    if (Known.File != Status.getUniqueID() ||
        Known.Time != Status.getLastModificationTime())
      Known = {Status.getUniqueID(), Status.getLastModificationTime(),
               load(File, Root)};
    return Known.Index;
  }
  return nullptr;
}

} // namespace corolint::summary
