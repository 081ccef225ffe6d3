// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// template => was it instantiated in this translation unit?
#pragma once

#include "clang/AST/Decl.h"

namespace corolint {

/// Some template around or at \p Pattern, which depends on its parameters, was
/// instantiated with Pattern's body: the instantiations are to be looked at.
bool isInstantiated(const clang::FunctionDecl &Pattern);

} // namespace corolint
