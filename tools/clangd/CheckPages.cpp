// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "CheckPages.h"
#include "Support/Uri.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

/// The folder of the pages. The installed ones are found from where this
/// program is: the tree may have been moved.
static std::string folderUri() {
  if (StringRef Published = COROLINT_DOCS; !Published.empty())
    return Published.rtrim('/').str();
  static int InThisProgram;
  std::string Program = sys::fs::getMainExecutable(nullptr, &InThisProgram);
  SmallString<128> Docs(sys::path::parent_path(Program));
  sys::path::append(Docs, COROLINT_DOCS_FROM_PROGRAM);
  sys::path::remove_dots(Docs, /*remove_dot_dot=*/true);
  return sys::fs::is_directory(Docs) ? "file://" + uriPath(Docs) : "";
}

std::string checkPageUri(StringRef Check) {
  static const std::string Folder = folderUri();
  Check.consume_front("coro-");
  return Folder.empty() ? "" : (Folder + "/checks/" + Check + ".md").str();
}

} // namespace corolint
