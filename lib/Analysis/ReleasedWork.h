// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// destructor => has its object anything left to wait for?
//
// A thread's destructor joins it, unless it was joined, detached or moved away
// before, or none was ever started. Names decide, and all elements of a
// container count as what happens to one.
#pragma once

#include "Analysis/Evaluation.h"

namespace corolint {

/// The variable that \p E destroys has nothing to wait for: it or its elements
/// were waited for or given away somewhere in its function, or nothing was ever
/// put into it.
bool isReleased(const Evaluation &E);

/// The class of \p Field, as far as its bodies are in sight, never gives it
/// anything to wait for, and nobody else can: it isn't public.
bool isNeverStarted(const clang::FieldDecl &Field);

} // namespace corolint
