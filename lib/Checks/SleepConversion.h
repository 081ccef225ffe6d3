// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// argument of a sleep => what a framework's timer gets in its place.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Expr.h"
#include <string>

namespace corolint {

/// How \p Arg, given in \p Unit, becomes the duration or the time point that the
/// timer of \p Library takes, and that isn't over earlier: with "{value}" for
/// what is written. Empty for times of another clock than the steady one.
std::string sleepConversion(const clang::Expr &Arg, model::SleepUnit Unit,
                            const model::Framework &Library,
                            const clang::ASTContext &Context);

} // namespace corolint
