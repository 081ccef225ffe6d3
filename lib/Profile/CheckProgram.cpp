// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Profile/CheckProgram.h"
#include "Support/UserError.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace llvm;
using namespace llvm::object;

namespace corolint::profile {
namespace {

struct Image {
  uint16_t Machine = 0;
  std::string Loader; ///< The dynamic linker; empty: linked statically.
};

} // namespace

template <class ELFT>
static std::string loaderOf(const ELFObjectFile<ELFT> &File) {
  auto Headers = File.getELFFile().program_headers();
  if (!Headers) {
    consumeError(Headers.takeError());
    return "";
  }
  for (const auto &Header : *Headers)
    if (Header.p_type == ELF::PT_INTERP) {
      StringRef Bytes = File.getData().substr(Header.p_offset, Header.p_filesz);
      return Bytes.take_until([](char C) { return C == 0; }).str();
    }
  return "";
}

static Expected<Image> readImage(MemoryBufferRef Bytes) {
  auto File = ObjectFile::createELFObjectFile(Bytes);
  if (!File)
    return File.takeError();
  Image Result;
  Result.Machine = cast<ELFObjectFileBase>(File->get())->getEMachine();
  if (auto *F = dyn_cast<ELF64LEObjectFile>(File->get()))
    Result.Loader = loaderOf(*F);
  else if (auto *F = dyn_cast<ELF32LEObjectFile>(File->get()))
    Result.Loader = loaderOf(*F);
  else if (auto *F = dyn_cast<ELF64BEObjectFile>(File->get()))
    Result.Loader = loaderOf(*F);
  else if (auto *F = dyn_cast<ELF32BEObjectFile>(File->get()))
    Result.Loader = loaderOf(*F);
  return Result;
}

/// The dynamic linker ignores what it should preload into such a program.
static bool changesPrivileges(const std::string &Path) {
  struct stat Status;
  if (stat(Path.c_str(), &Status) != 0)
    return false;
  return ((Status.st_mode & S_ISUID) && Status.st_uid != geteuid()) ||
         ((Status.st_mode & S_ISGID) && Status.st_gid != getegid()) ||
         (geteuid() != 0 &&
          getxattr(Path.c_str(), "security.capability", nullptr, 0) > 0);
}

static Error checkImage(const std::string &Path, unsigned Scripts) {
  auto Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return userError(Path + ": " + Buffer.getError().message());
  if (changesPrivileges(Path))
    return userError(Path + " changes its privileges when it is run (set-user-"
                            "ID, set-group-ID or capabilities), so nothing can "
                            "be loaded into it; profile a copy without them");
  StringRef Text = (*Buffer)->getBuffer();
  if (Text.consume_front("#!") && Scripts < 4)
    return checkImage(Text.ltrim().take_until(isspace).str(), Scripts + 1);
  Expected<Image> Program = readImage((*Buffer)->getMemBufferRef());
  if (!Program)
    return userError(Path + ": not a program that can be profiled: " +
                     toString(Program.takeError()));
  if (Program->Loader.empty())
    return userError(Path + " is linked statically, so nothing can be loaded "
                            "into it; link it without -static");
  auto Self = MemoryBuffer::getFile("/proc/self/exe");
  if (!Self)
    return userError("/proc/self/exe: " + Self.getError().message());
  Expected<Image> Own = readImage((*Self)->getMemBufferRef());
  if (!Own)
    return Own.takeError();
  if (Program->Machine != Own->Machine)
    return userError(Path + " is for another processor than corolint");
  if (sys::path::filename(Program->Loader) != sys::path::filename(Own->Loader))
    return userError(Path + " runs with another C library (" + Program->Loader +
                     " loads it, not " + Own->Loader +
                     "); profile a build for glibc");
  return Error::success();
}

Expected<std::string> checkProgram(StringRef Program) {
  std::string Path = Program.str();
  if (Program.contains('/')) {
    if (!sys::fs::exists(Path))
      return userError(Path + ": no such file");
  } else {
    auto Found = sys::findProgramByName(Program);
    if (!Found)
      return userError("there is no program '" + Program +
                       "' in PATH; for one in this folder write ./" + Program);
    Path = *Found;
  }
  if (sys::fs::is_directory(Path) || !sys::fs::can_execute(Path))
    return userError(Path + " can't be executed");
  if (Error E = checkImage(Path, 0))
    return E;
  return Path;
}

} // namespace corolint::profile
