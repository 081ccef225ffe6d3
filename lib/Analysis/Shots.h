// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// awaitable type => how often can one object of it be awaited?
#pragma once

#include "Model/Model.h"
#include "clang/AST/Type.h"

namespace corolint {

enum class Shots {
  Many,       ///< an event, a shared task; or nobody knows
  OnePerMove, ///< awaiting it as an rvalue, or moving it away, uses it up
  One,        ///< awaiting it uses it up
};

/// Judged by the `operator co_await` of \p T, by what that gives away, and by
/// whether T can be copied.
Shots shotsOf(clang::QualType T, const model::Model &M);

} // namespace corolint
