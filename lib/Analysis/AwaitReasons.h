// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (what the compiler said, the operand's type) => why it can't be awaited.
#pragma once

#include "Analysis/FailedAwaits.h"

namespace corolint {

/// Every free `operator co_await` of a translation unit.
using FreeOperators = llvm::SmallVector<const clang::FunctionDecl *, 4>;

/// Says of \p A, whose Why is what the compiler said of \p At, what the
/// declarations show: A.Operand, A.Awaiter and the reason behind. \p AtKeyword:
/// it was said of what became of the operand, not of itself.
void explain(FailedAwait &A, clang::QualType At, bool AtKeyword,
             const FreeOperators &Free);

/// Why a value of type \p T fails, which a promise without `await_transform` is
/// given: NotAwaitable, or something that says more. Sets A.Why and what
/// belongs to it.
void classify(FailedAwait &A, clang::QualType T, const FreeOperators &Free);

} // namespace corolint
