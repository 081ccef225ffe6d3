// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// variable => what it is initialised with, and what its function does with it.
#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// The variable or member that \p E, which may be null, names; or null.
const clang::ValueDecl *named(const clang::Expr *E);

/// \p Var holds what it was initialised with for as long as it lives: it is
/// const, or its function never assigns it, calls what may change it, or hands
/// out its address or a reference to it.
bool keepsInitialValue(const clang::VarDecl &Var);

/// \p S names \p Var.
bool mentions(const clang::Stmt &S, const clang::ValueDecl &Var);

/// The one expression that \p Var is initialised with, if there is one. In a
/// template `T Var(a, b)` has a list instead, which has no type.
const clang::Expr *initializer(const clang::VarDecl &Var);

/// What the variable that \p E, which may be null, names was initialised with
/// and still has; null if it names none, or one that changes.
const clang::Expr *keptValue(const clang::Expr *E);

/// The object that \p E, which may be null, stands for, without implicit
/// conversions: what a local reference, or a local pointer that is never
/// changed, was initialised with.
const clang::Expr *referredObject(const clang::Expr *E);

} // namespace corolint
