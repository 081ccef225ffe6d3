// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the awaitables in it that are used again after they were used up.
#pragma once

#include "Analysis/AwaitableFlow.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

struct DoubleAwait {
  /// What is done again, and what used the awaitable up before.
  AwaitableUse Again, Before;
  /// Where they name it.
  const clang::DeclRefExpr *AgainName = nullptr, *BeforeName = nullptr;
  /// The class of the awaitable.
  const clang::CXXRecordDecl *Class = nullptr;
  /// Before happens in an earlier iteration of a loop.
  bool InEarlierIteration = false;
};

/// Calls \p Visit for every use in the function of \p Fates that on some path
/// finds an awaitable used up; once per use, with the first of the uses that
/// may have done it.
void forEachDoubleAwait(const LocalFates &Fates,
                        llvm::function_ref<void(const DoubleAwait &)> Visit);

} // namespace corolint
