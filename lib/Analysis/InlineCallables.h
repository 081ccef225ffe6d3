// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (callee, argument position) => does the callee call that argument before it
// returns? The model says so of libraries; of other functions the body does.
#pragma once

#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// The call operator of the lambda that \p Arg is: a lambda expression, a local
/// variable that holds one, or a `std::function` made of either. Null for
/// anything else. The template's pattern for a generic lambda.
const clang::CXXMethodDecl *calledLambda(const clang::Expr *Arg);

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
