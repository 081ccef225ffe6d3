// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the lazy tasks that it awaits one after the other though none
// needs another.
//
// Independent is what declarations show: no later task is made from what an
// earlier one yields or may write. A lazy task does nothing before it is
// awaited, so when it was made doesn't matter.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

struct SequentialAwaits {
  /// In their order; the one that a loop repeats, if InLoop.
  llvm::SmallVector<const clang::CoawaitExpr *, 4> Awaits;
  bool InLoop = false;
};

/// Calls \p Visit for every group of at least two, and every loop, in \p F's
/// own body.
void forEachSequentialAwaits(
    const clang::FunctionDecl &F, const model::Model &M,
    llvm::function_ref<void(const SequentialAwaits &)> Visit);

} // namespace corolint
