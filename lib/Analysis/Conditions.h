// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (model condition, evaluation) => does it hold, as far as constants show?
#pragma once

#include "Analysis/Evaluation.h"

namespace corolint {

/// Whether \p C certainly holds for the call \p E. What constants don't show
/// doesn't hold.
bool holds(const model::Condition &C, const Evaluation &E);

/// \p E is a constant zero: an integer, a floating point number, a class of
/// zeros such as a `std::chrono` duration, a null pointer, or the address of a
/// local that was initialised with zeros and isn't written afterwards.
bool isZero(const clang::Expr *E, const clang::FunctionDecl &Within);

/// \p E is certainly the stream or the descriptor of standard output or error.
bool isStandardOutput(const clang::Expr &E, const clang::ASTContext &Context);

/// The last place at which \p F names one of these macros or enumerators;
/// invalid if it doesn't.
clang::SourceLocation lastMention(const clang::FunctionDecl &F,
                                  llvm::ArrayRef<std::string> Names);

} // namespace corolint
