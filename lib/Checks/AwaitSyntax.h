// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where `co_await` may be written, and how.
#pragma once

#include "Analysis/Evaluation.h"
#include <string>

namespace corolint {

/// `co_await x` in place of \p E needs parentheses: what follows binds tighter.
bool needsParentheses(const clang::Expr *E,
                      llvm::ArrayRef<const clang::Stmt *> Ancestors);

/// \p E needs parentheses after `co_await`, which binds tighter.
bool bindsLooser(const clang::Expr *E);

/// \p Args, all arguments of \p Call that are written, as the file has them:
/// with the comments around them. Empty without arguments, and where they
/// can't be told from what a macro makes.
std::string writtenArguments(const clang::Expr &Call,
                             llvm::ArrayRef<const clang::Expr *> Args,
                             const clang::ASTContext &Context);

/// Why no `co_await` may stand where \p E is evaluated in \p Coroutine
/// ([expr.await]), or empty.
std::string whyNoAwaitAt(const Evaluation &E,
                         const clang::FunctionDecl &Coroutine);

} // namespace corolint
