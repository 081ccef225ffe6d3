// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Git/Git.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace corolint {
namespace {

/// A file that holds what goes to a program, or what comes from it.
class TemporaryFile {
public:
  Error create(StringRef Text) {
    int Descriptor;
    SmallString<128> Name;
    if (std::error_code EC =
            sys::fs::createTemporaryFile("corolint-git", "", Descriptor, Name))
      return userError("cannot make a temporary file: " + EC.message());
    Path = Name.str().str();
    Remover.setFile(Path);
    raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
    OS << Text;
    return Error::success();
  }
  StringRef path() const { return Path; }
  std::string text() const {
    auto Bytes = MemoryBuffer::getFile(Path);
    return Bytes ? (*Bytes)->getBuffer().str() : "";
  }

private:
  std::string Path;
  FileRemover Remover;
};

} // namespace

Expected<Git> Git::in(StringRef Folder) {
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return userError("there is no program 'git' in the PATH");
  return Git(std::move(*Program), Folder);
}

Expected<std::string> Git::run(ArrayRef<StringRef> Args,
                               StringRef Input) const {
  TemporaryFile In, Out, Complaints;
  if (Error E = joinErrors(In.create(Input),
                           joinErrors(Out.create(""), Complaints.create(""))))
    return std::move(E);
  SmallVector<StringRef, 16> All = {Program, "-C", Folder};
  append_range(All, Args);
  std::string Message;
  int Status = sys::ExecuteAndWait(Program, All, /*Env=*/std::nullopt,
                                   {In.path(), Out.path(), Complaints.path()},
                                   0, 0, &Message);
  if (Status == 0)
    return Out.text();
  std::string Text = Message.empty() ? Complaints.text() : Message;
  StringRef Said = StringRef(Text).trim();
  Said.consume_front("fatal: ");
  return userError(
      "git " + Args[0] + ": " +
      (Said.empty() ? "exit status " + std::to_string(Status) : Said.str()));
}

} // namespace corolint
