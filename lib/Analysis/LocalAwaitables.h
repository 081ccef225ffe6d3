// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => its local objects that hold awaitables, and every place where it
// does something with one.
//
// In which order these places are reached is AwaitableFlow.h's.
#pragma once

#include "Analysis/Awaitable.h"
#include "Analysis/AwaitableUse.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include <vector>

namespace corolint {

/// A local variable or structured binding whose type is an awaitable or a
/// wrapper of one; also one that a reference prolongs the life of.
struct LocalAwaitable {
  /// A VarDecl or a BindingDecl: for the temporary that a range-based for runs
  /// over, the loop's variable.
  const clang::ValueDecl *Declared = nullptr;
  /// What dropping its value drops; nullopt for what only can be awaited.
  std::optional<Awaitable> What;
  /// It holds What in a wrapper.
  bool IsWrapper = false;
  /// Its first value comes from the caller: a parameter, a lambda's capture.
  bool IsGiven = false;
  /// Anything but its declaration names it, evaluated or not.
  bool IsNamed = false;
  /// The statement that declares it and nothing else, if that stands in a
  /// block.
  const clang::DeclStmt *Statement = nullptr;
  /// `co_await` may stand in its initialiser.
  bool MayAwait = true;
};

/// One place where something is done with a local.
struct LocalUse {
  const LocalAwaitable *Of = nullptr;
  /// The name in the code; null for its declaration, which is Assigned.
  const clang::DeclRefExpr *Name = nullptr;
  AwaitableUse Done;
  /// For Assigned and Filled: the new value, where it is one that this function
  /// got from a call, or took from a local that had it from one.
  const clang::Expr *Work = nullptr;
  /// What can only be awaited once is used up.
  bool UsesUp = false;
};

class LocalAwaitables {
public:
  LocalAwaitables(const clang::FunctionDecl &F, const model::Model &M);
  LocalAwaitables(const LocalAwaitables &) = delete;

  /// In the order of the source.
  const std::vector<LocalUse> &uses() const { return Uses; }

private:
  friend class LocalsWalk;
  /// The key is the variable itself; a loop variable that runs over a local
  /// stands for that one.
  llvm::MapVector<const clang::ValueDecl *, std::unique_ptr<LocalAwaitable>>
      Locals;
  llvm::DenseMap<const clang::ValueDecl *, const LocalAwaitable *>
      LoopVariables;
  std::vector<LocalUse> Uses;
};

} // namespace corolint
