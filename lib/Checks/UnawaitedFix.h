// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dropped awaitable => the edit that awaits it.
#pragma once

#include "Analysis/DroppedAwaitables.h"
#include "Checks/CoroCheck.h"

namespace corolint {

/// The fix for \p Drop in \p F; none where `co_await` may not stand, or where
/// what it would give isn't what is wanted there.
std::optional<FixPlan> unawaitedFix(const DroppedAwaitable &Drop,
                                    const clang::FunctionDecl &F,
                                    const model::Model &M);

} // namespace corolint
