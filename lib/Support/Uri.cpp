// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Support/Uri.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {

std::string uriPath(StringRef Path) {
  std::string Result;
  for (char C : Path)
    if (isAlnum(C) || StringRef("-._~/").contains(C))
      Result += C;
    else
      Result += "%" + utohexstr(static_cast<unsigned char>(C), false, 2);
  return Result;
}

std::string pathOfUri(StringRef Uri) {
  std::string Path;
  if (!Uri.consume_front("file://"))
    return Path;
  // After an authority, which is this host.
  Uri = Uri.drop_front(std::min(Uri.find('/'), Uri.size()));
  while (!Uri.empty()) {
    unsigned Byte;
    if (Uri.front() == '%' && Uri.size() > 2 &&
        !Uri.substr(1, 2).getAsInteger(16, Byte)) {
      Path += static_cast<char>(Byte);
      Uri = Uri.drop_front(3);
      continue;
    }
    Path += Uri.front();
    Uri = Uri.drop_front();
  }
  return Path;
}

} // namespace corolint
