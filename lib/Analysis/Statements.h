// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (statement, its child) => is the child's value lost there?
#pragma once

#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// \p Child is an expression that \p Parent evaluates for its effect alone: an
/// expression statement of a block, a branch or a loop's body, a for's
/// increment.
bool isValueLost(const clang::Stmt &Parent, const clang::Stmt *Child);

/// The same for \p E below \p Ancestors (outermost first): what stands between,
/// parentheses and implicit nodes, is looked through.
bool isValueLost(const clang::Stmt *E,
                 llvm::ArrayRef<const clang::Stmt *> Ancestors);

} // namespace corolint
