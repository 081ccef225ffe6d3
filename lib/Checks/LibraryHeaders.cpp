// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/LibraryHeaders.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {
class LibraryHeaders : public PPCallbacks {
public:
  LibraryHeaders(SourceManager &SM, std::shared_ptr<const ProjectConfig> Config)
      : SM(SM), Config(std::move(Config)) {}

  void FileChanged(SourceLocation Start, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind Kind, FileID) override {
    OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getFileID(Start));
    if (Reason != EnterFile || SrcMgr::isSystem(Kind) || !File ||
        Start == SM.getLocForStartOfFile(SM.getMainFileID()) ||
        !isLibrary(*File))
      return;
    // What `#pragma GCC system_header` does to the rest of its file.
    SM.AddLineNote(
        Start, /*LineNo=*/2, SM.getLineTableFilenameID(File->getName()),
        /*IsFileEntry=*/false, /*IsFileExit=*/false, SrcMgr::C_System);
  }

private:
  bool isLibrary(FileEntryRef File) const {
    SmallString<128> Path(File.getName());
    SM.getFileManager().makeAbsolutePath(Path);
    sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    StringRef Real = File.getFileEntry().tryGetRealPathName();
    return Config->isLibrary(Path) || Config->isLibrary(Real);
  }

  SourceManager &SM;
  std::shared_ptr<const ProjectConfig> Config;
};
} // namespace

void takeLibrariesForSystems(Preprocessor &PP,
                             std::shared_ptr<const ProjectConfig> Config) {
  PP.addPPCallbacks(std::make_unique<LibraryHeaders>(PP.getSourceManager(),
                                                     std::move(Config)));
}

} // namespace corolint
