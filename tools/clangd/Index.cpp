// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Index.h"
#include "Summary/ProjectIndex.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

IndexStamps &IndexStamps::ofThisProcess() {
  static IndexStamps Stamps;
  return Stamps;
}

std::string IndexStamps::use(StringRef File) {
  std::string Stamp = summary::indexStamp(File);
  std::lock_guard Lock(Mutex);
  ByFolder[sys::path::parent_path(File)] = Stamp;
  return Stamp;
}

bool IndexStamps::changed(ArrayRef<std::string> Files) {
  std::lock_guard Lock(Mutex);
  bool Changed = false;
  for (StringRef File : Files) {
    auto Known = ByFolder.find(sys::path::parent_path(File));
    if (Known == ByFolder.end())
      continue;
    std::string Now = summary::indexStamp(File);
    Changed |= Now != Known->second;
    Known->second = std::move(Now);
  }
  return Changed;
}

} // namespace corolint
