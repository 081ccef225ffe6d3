// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Cache.h"
#include "Driver/RecordingFileSystem.h"
#include "Summary/ProjectIndex.h"
#include "Support/UserError.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"
#include <csignal>
#include <cstdlib>
#include <link.h>

using namespace llvm;
using corolint::summary::Dependency;

namespace corolint {

/// The bytes of \p Path. A volatile file is read; to map thousands of files one
/// after the other into memory, and out of it again, costs more.
static auto readFile(vfs::FileSystem &Files, const Twine &Path) {
  return Files.getBufferForFile(Path, /*FileSize=*/-1,
                                /*RequiresNullTerminator=*/true,
                                /*IsVolatile=*/true);
}

bool FileStates::holds(const Dependency &D) {
  State &Now = Known[D.Path];
  switch (D.Seen) {
  case Dependency::Content:
    if (!Now.Content) {
      auto Bytes = readFile(*Files, D.Path);
      if (!Bytes)
        return false;
      Now.Exists = true;
      Now.Content = xxh3_64bits((*Bytes)->getBuffer());
    }
    return *Now.Content == D.Hash;
  case Dependency::Listing:
    if (!Now.Listing)
      Now.Listing = hashListing(*Files, D.Path);
    return *Now.Listing == D.Hash;
  case Dependency::Absent:
  case Dependency::Exists:
    if (!Now.Exists)
      Now.Exists = Files->exists(D.Path);
    return *Now.Exists == (D.Seen == Dependency::Exists);
  }
  return false;
}

static constexpr StringRef EntrySuffix = ".summary";
static constexpr StringRef LeftoverMark = ".writing-";
static constexpr StringRef Units = "units", EarlierUnits = "earlier-units";

Cache::Cache(const Project &Code)
    : Root(Code.Root), Own(Code.Earlier ? EarlierUnits : Units),
      States(Code.files()),
      Reader(Root, [this](const Dependency &D) { return States.holds(D); }) {
  SmallString<128> Path(this->Root);
  sys::path::append(Path, summary::CacheFolder);
  Folder = Path.str().str();
  removeLeftovers();
}

std::string Cache::entryOf(StringRef File, StringRef In) const {
  StringRef Name = File;
  if (Name.consume_front(Root))
    Name.consume_front("/");
  SmallString<128> Path(Folder);
  sys::path::append(Path, In,
                    sys::path::filename(File) + "." +
                        utohexstr(xxh3_64bits(Name), /*LowerCase=*/true, 16) +
                        EntrySuffix);
  return Path.str().str();
}

std::optional<summary::Unit> Cache::find(StringRef File,
                                         const std::string &Key) {
  std::optional<summary::Unit> Found = find(File, Key, Own);
  if (Found || Own == Units)
    return Found;
  return find(File, Key, Units);
}

std::optional<summary::Unit> Cache::find(StringRef File, const std::string &Key,
                                         StringRef In) {
  std::string Path = entryOf(File, In);
  auto Bytes = readFile(*vfs::getRealFileSystem(), Path);
  if (!Bytes)
    return std::nullopt;
  auto Read = Reader.read((*Bytes)->getBuffer(), Path, Key);
  if (!Read) {
    consumeError(Read.takeError());
    return std::nullopt;
  }
  if (Read->size() != 1 || Read->front().MainFile != File)
    return std::nullopt;
  return std::move(Read->front());
}

/// Writes beside \p Path and renames, so that no reader ever sees a part. What
/// a killed run leaves behind has its process's number in its name.
Error Cache::write(StringRef Path, StringRef Bytes) {
  std::string Beside =
      (Path + LeftoverMark + Twine(sys::Process::getProcessId())).str();
  auto Failed = [&](std::error_code EC) {
    sys::fs::remove(Beside);
    return userError(Path + ": cannot write: " + EC.message());
  };
  if (std::error_code EC =
          sys::fs::create_directories(sys::path::parent_path(Path)))
    return Failed(EC);
  std::error_code EC;
  {
    raw_fd_ostream OS(Beside, EC, sys::fs::OF_None);
    if (EC)
      return Failed(EC);
    OS << Bytes;
    OS.close();
    EC = OS.error();
    OS.clear_error();
  }
  if (!EC)
    EC = sys::fs::rename(Beside, Path);
  return EC ? Failed(EC) : Error::success();
}

Error Cache::store(StringRef File, StringRef Entry) {
  return write(entryOf(File, Own), Entry);
}

Error Cache::storeIndex(std::vector<summary::Unit> Units) {
  SmallString<128> Path(Folder);
  sys::path::append(Path, summary::IndexName);
  SmallString<0> Bytes;
  raw_svector_ostream OS(Bytes);
  summary::writeArchive({"", {}, std::move(Units)}, Root, OS);
  auto Old = MemoryBuffer::getFile(Path);
  if (Old && (*Old)->getBuffer() == Bytes)
    return Error::success();
  return write(Path, Bytes);
}

static void forEachFile(const Twine &Folder,
                        function_ref<void(StringRef)> Visit) {
  std::error_code EC;
  for (sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC))
    Visit(It->path());
}

std::pair<size_t, uint64_t> Cache::size() const {
  size_t Entries = 0;
  uint64_t Bytes = 0;
  auto Add = [&](StringRef Path) {
    uint64_t Size;
    if (!sys::fs::is_directory(Path) && !sys::fs::file_size(Path, Size))
      Bytes += Size;
  };
  forEachFile(Folder, Add);
  forEachFile(Folder + "/" + EarlierUnits, Add);
  forEachFile(Folder + "/" + Units, [&](StringRef Path) {
    Entries += Path.ends_with(EntrySuffix);
    Add(Path);
  });
  return {Entries, Bytes};
}

void Cache::keepOnly(ArrayRef<std::string> Files) {
  StringSet<> Kept;
  for (const std::string &File : Files)
    Kept.insert(entryOf(File, Own));
  forEachFile(Folder + "/" + Own, [&](StringRef Path) {
    if (Path.ends_with(EntrySuffix) && !Kept.contains(Path))
      sys::fs::remove(Path);
  });
}

void Cache::removeLeftovers() {
  auto Remove = [](StringRef Path) {
    auto [Name, Process] = Path.rsplit(LeftoverMark);
    pid_t Writer;
    if (!Process.empty() && !Process.getAsInteger(10, Writer) &&
        ::kill(Writer, 0) != 0 && errno == ESRCH)
      sys::fs::remove(Path);
  };
  forEachFile(Folder, Remove);
  for (StringRef In : {Units, EarlierUnits})
    forEachFile(Folder + "/" + In, Remove);
}

/// The build id that the linker gave this program: another one may see other
/// things in the same file.
static std::string programId() {
  static const std::string Id = [] {
    std::string Found;
    dl_iterate_phdr(
        [](dl_phdr_info *Program, size_t, void *Result) {
          for (unsigned I = 0; I < Program->dlpi_phnum; ++I) {
            const ElfW(Phdr) &Segment = Program->dlpi_phdr[I];
            if (Segment.p_type != PT_NOTE)
              continue;
            StringRef Notes(reinterpret_cast<const char *>(Program->dlpi_addr +
                                                           Segment.p_vaddr),
                            Segment.p_memsz);
            static_cast<std::string *>(Result)->append(Notes);
          }
          return 1; // The first one is the program itself.
        },
        &Found);
    return Found;
  }();
  return Id;
}

std::string cacheKey(StringRef File, const Options &Opts,
                     const clang::tooling::CompilationDatabase &Commands,
                     const clang::tooling::ArgumentsAdjuster &Adapt) {
  std::string All;
  auto Add = [&](StringRef Part) {
    All += Part;
    All += '\0';
  };
  auto AddIf = [&](const std::optional<std::string> &Part) {
    Add(Part ? "+" + *Part : "");
  };
  Add(Opts.ToolVersion);
  Add(programId());
  Add(clang::getClangFullVersion());
  Add(Opts.AllBodies ? "all bodies" : "");
  for (const auto &Command : Commands.getCompileCommands(File)) {
    Add(Command.Directory);
    for (const std::string &Arg : Adapt(Command.CommandLine, Command.Filename))
      Add(Arg);
    Add("");
  }
  for (const auto &Part : {Opts.Checks, Opts.Config, Opts.HeaderFilter,
                           Opts.WarningsAsErrors, Opts.ConfigFile})
    AddIf(Part);
  if (Opts.ConfigFile)
    if (auto Text = MemoryBuffer::getFile(*Opts.ConfigFile))
      Add((*Text)->getBuffer());
  for (const std::string &Arg : Opts.ExtraArgs)
    Add(Arg);
  // https://clang.llvm.org/docs/CommandGuide/clang.html#environment
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH",
                           "SOURCE_DATE_EPOCH", "CCC_OVERRIDE_OPTIONS"})
    Add(StringRef(std::getenv(Name)));
  XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(All));
  return utohexstr(Hash.high64) + "-" + utohexstr(Hash.low64);
}

} // namespace corolint
