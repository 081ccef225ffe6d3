// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (function, its local awaitables) => what has become of each of them where it
// is used next.
//
// A forward analysis over Clang's CFG, joined over paths. Branches that repeat
// or contradict each other are told apart (PathFacts.h).
#pragma once

#include "Analysis/Graphs.h"
#include "Analysis/LocalAwaitables.h"
#include "Analysis/PathFacts.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// What one object may have gone through on the paths that lead to a place.
struct Fate {
  /// Values of this function's own work that it may hold, unconsumed: how they
  /// were made, in the order in which that was seen.
  llvm::SmallVector<const clang::Expr *, 1> Holds;
  /// On some path it holds none of them.
  bool MayHoldNone = false;
  /// A use that may have used it up, and what the branches say of the paths
  /// from there.
  struct Consumption {
    const LocalUse *By;
    PathFacts Under;
  };
  llvm::SmallVector<Consumption, 1> UsedUp;
  /// It was lent: something else may know it.
  bool MayBeKnown = false;
  /// It was captured, bound to a reference, its address taken: something else
  /// may know it for as long as it lives.
  bool MayHaveAlias = false;
};

/// What becomes of the local awaitables of one function, for all who ask.
class LocalFates {
public:
  LocalFates(const clang::FunctionDecl &F, const model::Model &M, Graphs &Of);

  const clang::FunctionDecl &function() const { return F; }

  /// A use that a path leads to.
  struct Met {
    const LocalUse *By;
    /// Of the object that it is about: an element of a wrapper has its own
    /// UsedUp.
    Fate Object;
    Fate Whole; ///< Of the local.
    /// LocalUse::Work, but for what is known to be used up.
    const clang::Expr *Work;
  };
  /// None if the function's control flow can't be known.
  llvm::ArrayRef<Met> met() const { return Uses; }

private:
  const clang::FunctionDecl &F;
  LocalAwaitables Locals;
  std::vector<Met> Uses;
};

} // namespace corolint
