// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the combinators in it that get values where they could get tasks,
// because the tasks are awaited in the arguments.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

struct AwaitsInCombinator {
  const clang::CallExpr *Call = nullptr;
  /// The awaits in its arguments, in their order. Never empty.
  llvm::SmallVector<const clang::CoawaitExpr *, 2> Awaits;
  /// The call would compile with the tasks themselves, and what is made of its
  /// result, too.
  bool TakesTasks = false;
};

void forEachAwaitInCombinator(
    const clang::FunctionDecl &F, const model::Model &M,
    llvm::function_ref<void(const AwaitsInCombinator &)> Visit);

} // namespace corolint
