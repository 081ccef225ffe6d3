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

/// Adds to \p State what is known of local variables where \p Condition is
/// \p Value.
void learn(const clang::Expr *Condition, bool Value, LockState &State,
           const clang::ASTContext &Context);

} // namespace corolint
