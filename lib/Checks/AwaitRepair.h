// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// failed co_await => what to do about it: call it, move it, dereference it,
// offload it, or do without `co_await`.
#pragma once

#include "Analysis/FailedAwaits.h"
#include "Checks/CoroCheck.h"

namespace corolint {

struct Repair {
  /// Unset when no rewriting is certain to compile and to be meant.
  std::optional<FixPlan> Fix;
  llvm::SmallVector<std::string, 2> Headers;
  /// The last note, when there is something to say beside the fix.
  std::string Advice;
  /// It takes `co_await` away.
  bool RemovesAwait = false;
};

/// The repairs of \p Awaits, all of one translation unit, in their order.
std::vector<Repair> repairsFor(llvm::ArrayRef<FailedAwait> Awaits,
                               const model::Model &M);

} // namespace corolint
