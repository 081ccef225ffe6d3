// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (condition, state) => is it true; (condition, branch) => what does it say?
#pragma once

#include "Analysis/LockState.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

/// \p E without what doesn't change its value as a condition.
const clang::Expr *valueExpression(const clang::Expr *E);

/// What \p State knows of the value of \p E.
std::optional<KnownValue> valueOf(const clang::Expr *E, const LockState &State,
                                  const clang::ASTContext &Context);

/// What is known of a local variable where \p Condition is \p Value; null for
/// nothing.
std::pair<const clang::VarDecl *, KnownValue>
learned(const clang::Expr *Condition, bool Value,
        const clang::ASTContext &Context);

} // namespace corolint
