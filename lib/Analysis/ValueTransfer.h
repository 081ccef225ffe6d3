// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression => can it be evaluated in a function of its own, on another
// thread, and its value be handed back?
#pragma once

#include "clang/AST/Expr.h"
#include <string>

namespace corolint {

/// A \p T can be made from an rvalue of the same type: handed from one thread
/// to another.
bool isMovable(clang::QualType T, const clang::ASTContext &Context);

/// The same from an lvalue.
bool isCopyable(clang::QualType T, const clang::ASTContext &Context);

/// The value of \p E may refer to a temporary that dies with the full
/// expression: to a string made for a parameter, by a pointer, a view or an
/// iterator.
bool mayReferToTemporary(const clang::Expr &E);

/// Why \p E can't be moved into a lambda that captures everything by
/// reference, or empty: it suspends the coroutine, or means something else in
/// another function.
std::string whyNotInLambda(const clang::Expr &E);

} // namespace corolint
