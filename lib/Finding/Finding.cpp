// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Finding/Finding.h"

namespace corolint {

void forEachPath(Finding &F, llvm::function_ref<void(std::string &)> Visit) {
  Visit(F.Begin.File);
  for (ChainLink &Link : F.Chain)
    Visit(Link.At.File);
  for (Note &N : F.Notes)
    Visit(N.At.File);
  for (Fix &X : F.Fixes)
    for (Edit &E : X.Edits)
      Visit(E.File);
}

} // namespace corolint
