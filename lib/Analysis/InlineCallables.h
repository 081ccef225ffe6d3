// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (callee, argument position) => does the callee call that argument before it
// returns? The model says so of libraries; of other functions the body does.
#pragma once

#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// The function that calling \p E runs: the call operator of a lambda (the
/// pattern of a generic one), or a function that it names. \p E may be a local
/// variable that holds it from its initialisation on, a function pointer, or a
/// `std::function` made of either. Null for anything else.
const clang::FunctionDecl *calledFunction(const clang::Expr *E);

/// The same where it is a lambda, else null.
const clang::CXXMethodDecl *calledLambda(const clang::Expr *E);

/// \p Callee calls its argument \p Position before it returns. An offload sink
/// doesn't, whatever its body looks like; a callee without a visible body
/// doesn't either.
bool callsArgument(const clang::FunctionDecl &Callee, unsigned Position,
                   const model::Model &M);

/// The function to look at for \p Operator: for a generic lambda any
/// instantiation of its call operator, else itself.
const clang::FunctionDecl &
anyInstantiation(const clang::CXXMethodDecl &Operator);

} // namespace corolint
