// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// operand of co_await => where does the coroutine resume?
#pragma once

#include "Model/Model.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// Whether a coroutine that awaited \p Operand resumes where it may block: true
/// after a switch to a blocking-allowed executor (`pool.schedule()`,
/// `resume_on(pool)`, `asio::post(asio::bind_executor(pool, token))`), false
/// after one that brings it elsewhere or back to its own executor, nullopt when
/// the await moves nothing that can be seen.
std::optional<bool> resumesWhereItMayBlock(const clang::Expr &Operand,
                                           const model::Model &M);

} // namespace corolint
