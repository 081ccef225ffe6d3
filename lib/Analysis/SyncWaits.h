// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// call => does it synchronously drive an awaitable until that is done?
//
// The model lists the functions of the known libraries; this file recognises
// the rest by name and type: whatever is called `sync_wait` and gets something
// awaitable, and `.get()` of a future that the coroutine could await instead.
#pragma once

#include "Analysis/Evaluation.h"

namespace corolint {

/// \p E, which runs in \p F, waits for an awaitable without awaiting it.
bool drivesAwaitable(const Evaluation &E, const clang::FunctionDecl &F,
                     const model::Model &M);

/// The header with which the library of coroutine \p F makes a \p T awaitable
/// there; empty if it does without, or T isn't.
llvm::StringRef awaitHeaderOf(clang::QualType T, const clang::FunctionDecl &F,
                              const model::Model &M);

/// What \p E waits for: the argument or the object that is awaitable. Null when
/// there is none, as for an event loop.
const clang::Expr *drivenAwaitable(const Evaluation &E,
                                   const clang::FunctionDecl &F,
                                   const model::Model &M);

/// \p D has the name that libraries give to functions that run an awaitable to
/// its end.
bool hasSyncWaitName(const clang::NamedDecl &D);

/// The first function of such a name that \p S calls, or null.
const clang::FunctionDecl *syncWaitIn(const clang::Stmt &S);

/// \p F has the name of a future's function that waits for its result.
bool asksForResult(const clang::FunctionDecl &F);

} // namespace corolint
