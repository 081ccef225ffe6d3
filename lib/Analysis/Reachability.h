// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// statement => can control flow get there? Built on Clang's CFG, which prunes
// the edges that constants rule out.
#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// The reachable statements of functions, computed at the first question about
/// each. Not thread-safe.
class Reachability {
public:
  /// False only if no path from \p Within's entry leads to the innermost of
  /// \p Ancestors, or to \p S, that the CFG knows. \p S may be null.
  bool isReachable(const clang::FunctionDecl &Within, const clang::Stmt *S,
                   llvm::ArrayRef<const clang::Stmt *> Ancestors);

private:
  struct Statements {
    llvm::DenseSet<const clang::Stmt *> Reachable, Known;
  };
  const Statements &statementsOf(const clang::FunctionDecl &F);

  llvm::DenseMap<const clang::FunctionDecl *, Statements> Functions;
};

} // namespace corolint
