// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the calls in it that make a lazy coroutine, and what that
// coroutine refers to.
#pragma once

#include "Analysis/Referents.h"
#include "Model/Model.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// Calls \p Visit for every expression that evaluating \p F's own body or its
/// member initialisers may evaluate and that is written there, with the
/// statements around it, outermost first. Bodies of lambdas are functions of
/// their own; a default argument is its call's.
void forEachExpression(
    const clang::FunctionDecl &F,
    llvm::function_ref<void(const clang::Expr &,
                            llvm::ArrayRef<const clang::Stmt *>)>
        Visit);

/// \p E as a call whose result is a lazy coroutine, else null. What
/// combinators, spawn functions and members of tasks make of the tasks that
/// they are given isn't one.
const clang::CallExpr *asLazyCall(const clang::Expr &E, const model::Model &M);

/// Calls \p Visit for everything that the coroutine of \p Call keeps a
/// reference to: its object, and what is bound to its reference, pointer and
/// view parameters. A function in between whose body is in sight keeps only
/// what it passes on to a coroutine.
void forEachKept(const clang::CallExpr &Call, const clang::FunctionDecl &F,
                 const model::Model &M,
                 llvm::function_ref<void(const Referent &)> Visit);

} // namespace corolint
