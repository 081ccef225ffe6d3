// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression => the flags that it has, as far as its function shows.
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// The bits of \p E certainly include one of \p Flags. A local variable has
/// what was assigned to it above, on whatever path.
bool hasFlag(const clang::Expr *E, llvm::ArrayRef<int64_t> Flags,
             const clang::ASTContext &Context);

} // namespace corolint
