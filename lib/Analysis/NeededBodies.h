// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => will any analysis look into its body?
//
// Asked while Clang parses, before there is a body: what is not needed isn't
// parsed at all, and that is most of what a file's headers hold.
#pragma once

#include "clang/AST/Decl.h"

namespace corolint {

/// False where the body of \p F makes no difference to any finding: \p F is a
/// library's, and neither may run its user's code nor say what an awaitable
/// does. \p F may be a template's pattern.
///
/// A library is what comes from a system header. Summaries follow no call into
/// its body unless it is the standard library's and a template. Read from any
/// body are whether it calls an argument (InlineCallables.h), when an awaitable
/// starts its work (Awaitable.h), whether what returns a task is a coroutine
/// (LazyCalls.h), and whether a lock is one (LockTypes.h).
bool needsBody(const clang::FunctionDecl &F);

/// The body of \p F if it has one here and needsBody(F), else null: what all
/// hosts see, also those that parse everything.
const clang::Stmt *bodyInSight(const clang::FunctionDecl &F);

} // namespace corolint
