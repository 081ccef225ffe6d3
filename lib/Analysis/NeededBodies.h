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
/// its body unless it is the standard library's and a template; whether it
/// calls an argument is read from any body (InlineCallables.h); so is when an
/// awaitable starts its work (Awaitable.h).
bool needsBody(const clang::FunctionDecl &F);

} // namespace corolint
