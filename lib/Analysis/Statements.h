// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the statements of its own body; (statement, its child) => is the
// child's value lost there?
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// \p Child is an expression that \p Parent evaluates for its effect alone: an
/// expression statement of a block, a branch or a loop's body, a for's
/// increment.
bool isValueLost(const clang::Stmt &Parent, const clang::Stmt *Child);

/// The same for \p E below \p Ancestors (outermost first): what stands between,
/// parentheses and implicit nodes, is looked through.
bool isValueLost(const clang::Stmt *E,
                 llvm::ArrayRef<const clang::Stmt *> Ancestors);

/// `co_await` may stand in a coroutine's statement below \p Ancestors: not in a
/// catch handler, and not in the initialiser of a static variable
/// ([expr.await]).
bool mayAwaitBelow(llvm::ArrayRef<const clang::Stmt *> Ancestors);

/// \p S below \p Ancestors stands in a branch of an `if constexpr` that is
/// known not to be taken.
bool isDiscarded(const clang::Stmt &S,
                 llvm::ArrayRef<const clang::Stmt *> Ancestors,
                 const clang::ASTContext &Context);

/// Calls \p Visit for every statement and expression that \p F evaluates, with
/// what stands around it, outermost first: those of a constructor's
/// initialisers, and of its body as it was written. Left out are unevaluated
/// operands, default arguments, and the bodies of lambdas and local classes,
/// which are functions of their own.
void forEachOwnStatement(
    const clang::FunctionDecl &F,
    llvm::function_ref<void(const clang::Stmt &,
                            llvm::ArrayRef<const clang::Stmt *> Ancestors)>
        Visit);

} // namespace corolint
