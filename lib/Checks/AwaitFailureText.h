// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// failed co_await => what can't be awaited and why, in words.
#pragma once

#include "Analysis/FailedAwaits.h"

namespace corolint {

/// "a value of type 'int': it is a plain value"
std::string whyItFails(const FailedAwait &A, const clang::ASTContext &Context);

} // namespace corolint
