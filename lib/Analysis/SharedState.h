// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression => does it reach an object that others may use meanwhile?
#pragma once

#include "Analysis/EscapedLocals.h"
#include "clang/AST/Expr.h"
#include <string>

namespace corolint {

/// What \p E, or with \p InBodies a body that it runs, touches beyond locals,
/// parameters by value and constants, as the user would name it: "'store_'",
/// "'*this'". Empty when there is nothing: then another thread can evaluate \p
/// E while the caller, whose locals got away as \p Escaped says, waits.
std::string sharedStateIn(const clang::Expr &E, EscapedLocals &Escaped,
                          bool InBodies = true);

/// \p E contains a `co_await` or `co_yield`.
bool suspends(const clang::Expr &E);

} // namespace corolint
