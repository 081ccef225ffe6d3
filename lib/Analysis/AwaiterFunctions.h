// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// class => the functions that awaiting it calls, and what their bodies say.
// Those of its bases count; templates are read by their patterns.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The name of `operator co_await`.
clang::DeclarationName coawaitOperator(clang::ASTContext &Context);

/// The first function called \p Name in \p R or a base of it, or null.
const clang::FunctionDecl *method(const clang::CXXRecordDecl *R,
                                  llvm::StringRef Name);

/// The overloads of member `operator co_await` of \p R; a derived class's hide
/// the base's.
llvm::SmallVector<const clang::FunctionDecl *, 2>
coawaitMembers(const clang::CXXRecordDecl *R);

/// The first of them, or null.
const clang::FunctionDecl *memberCoawait(const clang::CXXRecordDecl *R);

/// \p R has all three awaiter functions.
bool isAwaiter(const clang::CXXRecordDecl *R);

/// The only value that \p F (may be null) returns, or null.
const clang::Expr *onlyReturnValue(const clang::FunctionDecl *F);

/// The class that \p F (may be null) returns, read from its body where it is
/// deduced; or null.
const clang::CXXRecordDecl *returnedClass(const clang::FunctionDecl *F);

/// \p Awaiter starts something when it is awaited: its await_suspend can be
/// seen to use the handle of the coroutine that waits.
bool usesHandle(const clang::CXXRecordDecl *Awaiter);

/// \p Awaiter has the coroutine that waits resumed without an await: its
/// await_suspend can be seen to give the handle to somebody, not only to keep
/// it.
bool handsCoroutineOn(const clang::CXXRecordDecl *Awaiter);

/// Whoever destroys an \p R that nobody has awaited runs its work: the
/// destructor can be seen to resume a coroutine.
bool resumesWhenDestroyed(const clang::CXXRecordDecl *R);

/// Whoever makes an \p R of what a promise gives runs its work: a constructor
/// can be seen to resume a coroutine.
bool resumesWhenMade(const clang::CXXRecordDecl *R);

/// \p Awaiter, which is of no coroutine type, need not be awaited: whoever
/// destroys it resumes the coroutine that it holds, or gives it to somebody who
/// does, as far as members in sight show.
bool continuesWhenDestroyed(const clang::CXXRecordDecl *Awaiter);

/// The awaiter that `co_await` on an \p R works with, as far as members say;
/// or null.
const clang::CXXRecordDecl *awaiterOf(const clang::CXXRecordDecl *R);

} // namespace corolint
