// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/RecordingFileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <set>

using namespace llvm;
using corolint::summary::Dependency;

namespace corolint {

/// A file whose bytes are recorded when they are read.
class RecordedFile : public vfs::File {
public:
  RecordedFile(std::unique_ptr<vfs::File> Below, std::string Path,
               RecordingFileSystem &Recorder)
      : Below(std::move(Below)), Path(std::move(Path)), Recorder(Recorder) {}

  ErrorOr<vfs::Status> status() override { return Below->status(); }
  ErrorOr<std::string> getName() override { return Below->getName(); }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name,
                                                   int64_t FileSize,
                                                   bool RequiresNullTerminator,
                                                   bool IsVolatile) override {
    auto Buffer =
        Below->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (Buffer)
      Recorder.record(
          Path, {Dependency::Content, xxh3_64bits((*Buffer)->getBuffer())});
    return Buffer;
  }
  std::error_code close() override { return Below->close(); }

private:
  std::unique_ptr<vfs::File> Below;
  std::string Path;
  RecordingFileSystem &Recorder;
};

void RecordingFileSystem::record(const Twine &Path, Answer A) {
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  if (makeAbsolute(Absolute))
    return;
  sys::path::remove_dots(Absolute, /*remove_dot_dot=*/false);
  auto [It, New] = Answers.try_emplace(Absolute.str().str(), A);
  // Its bytes say more than that it is there.
  if (!New && It->second.Seen == Dependency::Exists)
    It->second = A;
}

ErrorOr<vfs::Status> RecordingFileSystem::status(const Twine &Path) {
  auto Answer = ProxyFileSystem::status(Path);
  record(Path, {Answer ? Dependency::Exists : Dependency::Absent});
  return Answer;
}

bool RecordingFileSystem::exists(const Twine &Path) {
  bool Answer = ProxyFileSystem::exists(Path);
  record(Path, {Answer ? Dependency::Exists : Dependency::Absent});
  return Answer;
}

ErrorOr<std::unique_ptr<vfs::File>>
RecordingFileSystem::openFileForRead(const Twine &Path) {
  auto File = ProxyFileSystem::openFileForRead(Path);
  record(Path, {File ? Dependency::Exists : Dependency::Absent});
  if (!File)
    return File;
  return std::make_unique<RecordedFile>(std::move(*File), Path.str(), *this);
}

vfs::directory_iterator RecordingFileSystem::dir_begin(const Twine &Dir,
                                                       std::error_code &EC) {
  auto Entries = ProxyFileSystem::dir_begin(Dir, EC);
  if (EC)
    record(Dir, {Dependency::Absent});
  else
    record(Dir, {Dependency::Listing, hashListing(getUnderlyingFS(), Dir)});
  return Entries;
}

std::vector<Dependency> RecordingFileSystem::dependencies() const {
  std::vector<Dependency> Result;
  for (const auto &[Path, A] : Answers)
    Result.push_back({Path, A.Seen, A.Hash});
  return Result;
}

uint64_t hashListing(vfs::FileSystem &FS, const Twine &Dir) {
  std::set<std::string> Names;
  std::error_code EC;
  for (auto It = FS.dir_begin(Dir, EC), End = vfs::directory_iterator();
       !EC && It != End; It.increment(EC))
    Names.insert(sys::path::filename(It->path()).str());
  if (EC)
    return 0;
  std::string All;
  for (const std::string &Name : Names)
    All += Name + '\0';
  return xxh3_64bits(All);
}

} // namespace corolint
