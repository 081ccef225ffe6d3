// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coroutine => which of the tasks that it awaits run no sooner than there.
//
// Lazy ones, that is, which nobody has started before: no spawn function, no
// member function of their own (`t.start()`), nobody who was given them. When
// that was isn't looked at: whoever starts a task anywhere means to.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include <utility>

namespace corolint {

class UnstartedTasks {
public:
  UnstartedTasks(const clang::FunctionDecl &F, const model::Model &M);

  /// \p Await awaits such a task, and it is no timer and gives no lock: to wait
  /// for those in order is what they are for.
  bool has(const clang::CoawaitExpr &Await) const;

private:
  void noteMoves(const clang::CXXMemberCallExpr &Call);
  void started(llvm::ArrayRef<const clang::Stmt *> Ancestors);
  void mayBeStartedBy(const clang::CallExpr &Call);
  void mayBeStarted(const clang::Expr &Task);
  bool isStarted(const clang::CoawaitExpr &Await) const;
  bool isTimer(const clang::CoawaitExpr &Await) const;
  bool givesLock(const clang::CoawaitExpr &Await) const;

  const model::Model &M;
  const model::Framework *Library;
  llvm::SmallPtrSet<const clang::Decl *, 4> Started;
  /// From, into.
  llvm::SmallVector<std::pair<const clang::Decl *, const clang::Decl *>, 4>
      Moves;
};

} // namespace corolint
