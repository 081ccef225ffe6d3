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

/// What stands below \p Ancestors in \p Within is the object whose member is
/// named, `E.m`, and it stands in a template: there GCC 12 takes no member of
/// what is awaited, since it doesn't know its type yet.
bool isMembersObjectInTemplate(llvm::ArrayRef<const clang::Stmt *> Ancestors,
                               const clang::FunctionDecl &Within);

/// \p E needs parentheses after `co_await`, which binds tighter.
bool bindsLooser(const clang::Expr *E);

/// Where \p Args, all arguments of \p Call that are written, stand in a file:
/// with the comments around them. Invalid without arguments, and where they
/// can't be told from what a macro makes.
clang::CharSourceRange
writtenArguments(const clang::Expr &Call,
                 llvm::ArrayRef<const clang::Expr *> Args,
                 const clang::ASTContext &Context);

/// The characters of \p Tokens, a macro's invocation among them as a whole.
/// Invalid where they are a part of one. A literal is there from its number on:
/// instantiations of templates say that it begins at its suffix.
clang::CharSourceRange charactersOf(clang::SourceRange Tokens,
                                    const clang::ASTContext &Context);

/// A namespace or a class around \p Within has the name \p Outermost, which is
/// that of one in the global namespace, too.
bool isHidden(llvm::StringRef Outermost, const clang::FunctionDecl &Within);

/// Why no `co_await` may stand where \p E is evaluated in \p Coroutine
/// ([expr.await]), or empty.
std::string whyNoAwaitAt(const Evaluation &E,
                         const clang::FunctionDecl &Coroutine);

} // namespace corolint
