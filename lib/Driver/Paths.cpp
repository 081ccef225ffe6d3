// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Paths.h"
#include "Support/UserError.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

std::string absolutePath(StringRef Path) {
  SmallString<128> Result(Path);
  sys::fs::make_absolute(Result);
  sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return Result.str().str();
}

void displayPath(std::string &Path) {
  static const std::string Current = absolutePath("");
  StringRef Rest = Path;
  if (Rest.consume_front(Current) && Rest.consume_front("/"))
    Path = Rest.str();
}

Error writeFile(StringRef File, function_ref<void(raw_ostream &)> Write) {
  if (Error E = writeToOutput(File, [&](raw_ostream &OS) {
        Write(OS);
        return Error::success();
      }))
    return userError(File + ": cannot write: " + toString(std::move(E)));
  return Error::success();
}

} // namespace corolint
