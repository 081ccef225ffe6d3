// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression => its value, where it is an integer constant.
#pragma once

#include "clang/AST/Expr.h"
#include <optional>

namespace corolint {

/// The value of the integral or enumeration constant \p E, which may be null;
/// an unsigned one above the range gives the negative number of the same bits.
/// Nothing for what isn't constant, depends on template arguments, or is wider
/// than 64 bits.
std::optional<int64_t> constantInteger(const clang::Expr *E,
                                       const clang::ASTContext &Context);

} // namespace corolint
