// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the locks that may be held where it suspends, and at its end.
//
// Every path of Clang's CFG is followed with what it knows: which locks it
// holds, what the tests of locks and of local variables have said on it. Paths
// that know the same are one.
#pragma once

#include "Analysis/LockEffects.h"
#include "clang/AST/Expr.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

struct LockFlow {
  /// For each `co_await` and `co_yield` that may suspend while locks are held:
  /// those that are on some path, in source order.
  llvm::MapVector<const clang::Expr *, std::vector<HeldLock>> AtSuspension;
  LockOutcomes Outcomes;
  /// Those before which a lock may be held.
  llvm::SmallPtrSet<const clang::Stmt *, 32> Statements;

  /// One of Statements, or a variable that it declares, begins at \p Place or
  /// has its name or operator there.
  bool holdsAt(clang::SourceLocation Place) const;
};

/// \p Graph is that of \p F, or null.
LockFlow solveLocks(const clang::FunctionDecl &F, const clang::CFG *Graph,
                    LockEffects &Effects);

/// "lock", "state.m": how a user would call a lock. Empty for a temporary.
std::string lockName(const HeldLock &Lock);

} // namespace corolint
