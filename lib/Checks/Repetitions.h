// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// calls of one function => which of them are one to the user.
#pragma once

#include "Analysis/BlockingCalls.h"
#include "Summary/Unit.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// A range-for blocks once, whether in its range or in a step, and
/// `a << b << c` is one call.
class Repetitions {
public:
  /// \p First is the number of the first call that is added.
  explicit Repetitions(unsigned First) : Next(First) {}

  /// The earlier calls that say the same as \p Call, which is told next.
  std::vector<summary::Rival> add(const ThreadCall &Call);

private:
  unsigned Next;
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<unsigned, 2>> Parts;
};

} // namespace corolint
