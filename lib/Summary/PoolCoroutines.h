// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// units => the coroutines that start where they may block: every use of them,
// in whatever file, hands them to a pool, and there is one.
#pragma once

#include "Summary/Unit.h"

namespace corolint::summary {

class PoolCoroutines {
public:
  void add(const Unit &U) {
    for (const CoroutineStarts &S : U.Starts) {
      Counts &All = Starts[U.Symbols[S.Coroutine]];
      All.OnPools += S.OnPools;
      All.Named += S.Named;
    }
  }

  bool contains(SymbolId Coroutine) const {
    Counts All = Starts.lookup(Coroutine);
    return All.OnPools > 0 && All.OnPools == All.Named;
  }

private:
  struct Counts {
    unsigned OnPools = 0, Named = 0;
  };
  llvm::DenseMap<SymbolId, Counts> Starts;
};

} // namespace corolint::summary
