// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// statement => what holds on every path that leads to it.
//
// A forward analysis over Clang's CFG, which prunes the edges that constants
// rule out. What is computed is small: is the statement reachable at all, has
// the coroutine moved to an executor where blocking is allowed, which futures
// are known to be ready.
#pragma once

#include "Analysis/Graphs.h"
#include "Model/Model.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <vector>

namespace corolint {

/// What holds at one point, whatever path led there.
struct FlowState {
  /// The coroutine awaited a switch to a blocking-allowed executor, and nothing
  /// since that brings it back to its own.
  bool MayBlock = false;
  /// Futures, variables or members, whose result is there: asked for it
  /// (`wait_for` said `ready`, `is_ready()`), or awaited.
  llvm::SmallPtrSet<const clang::ValueDecl *, 2> Ready;
  /// Every path from here ends the process: it calls `exit`, `abort` or another
  /// function that doesn't return. Not an exception.
  bool EndsProcess = false;

  bool operator==(const FlowState &Other) const {
    return MayBlock == Other.MayBlock && Ready == Other.Ready;
  }
};

/// The flow of functions, computed at the first question about each. Linear in
/// the function's size for code without loops. Not thread-safe.
class Flow {
public:
  /// \p Of gives the graphs, and must outlive it.
  explicit Flow(Graphs &Of) : Of(Of) {}

  /// The state before \p S, or before the innermost of \p Ancestors that the
  /// CFG knows, in \p Within; null if no path leads there. Where the CFG can't
  /// be built, everything is reachable and nothing is known.
  const FlowState *before(const clang::FunctionDecl &Within,
                          const clang::Stmt *S,
                          llvm::ArrayRef<const clang::Stmt *> Ancestors,
                          const model::Model &M);

  /// No path but an exception's leads to the end of \p F's body, or to a
  /// return.
  bool neverEnds(const clang::FunctionDecl &F, const model::Model &M) {
    return statementsOf(F, M).NeverEnds;
  }

  /// Says that \p F starts where it may block. To be said before the first
  /// question about F.
  void startsWhereItMayBlock(const clang::FunctionDecl &F) {
    StartsOnPool.insert(F.getCanonicalDecl());
  }

private:
  /// Few statements change the state: most share one.
  struct Statements {
    std::vector<FlowState> States;
    /// Indexes of States, beyond its end for what no path leads to.
    llvm::DenseMap<const clang::Stmt *, unsigned> Before;
    bool NeverEnds = false;
  };
  const Statements &statementsOf(const clang::FunctionDecl &F,
                                 const model::Model &M);

  Graphs &Of;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Statements>>
      Functions;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 4> StartsOnPool;
};

} // namespace corolint
