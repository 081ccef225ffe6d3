// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// future => is its result there, because an await gave it?
#pragma once

#include "Analysis/Evaluation.h"
#include "Analysis/Flow.h"

namespace corolint {

/// The object that \p E is, was moved from, or is an element of: `f` for `f`,
/// `std::move(f)`, `*f`, `f[0]`, `f.front()`; `p` for the future of promise p,
/// `p.get_future()`.
const clang::Expr *wholeOf(const clang::Expr *E);

/// What awaiting \p Operand yields is there, if it yields futures: an operation
/// of a framework, such as `when_all`, `as_future` or `resolve`, has waited for
/// them.
bool givesReady(const clang::Expr *Operand, const model::Model &M);

/// The result of future \p Object is there where \p Before holds: it came out
/// of such an await, is known to be ready, or is an element of what is.
bool isReady(const clang::Expr *Object, const FlowState &Before,
             const model::Model &M);

/// \p E, in an awaiter's `await_resume`, asks a member that its `await_ready`
/// or `await_suspend` uses: that has waited for it.
bool isWaitedForByAwaiter(const Evaluation &E);

} // namespace corolint
