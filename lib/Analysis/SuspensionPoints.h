// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coroutine => where it may suspend.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// \p S is a `co_await` or `co_yield`.
bool isAwaitOrYield(const clang::Stmt &S);

/// A `co_await` or `co_yield` \p E may suspend its coroutine. It may not when
/// its awaiter is a `std::suspend_never` or derives from one, or can be seen to
/// be always ready or always to resume at once.
bool maySuspend(const clang::Expr &E);

/// The `await_suspend` that `co_await` or `co_yield` \p E calls, or null where
/// it depends on template parameters.
const clang::FunctionDecl *awaitSuspendOf(const clang::Expr &E);

/// Calls \p Visit for every suspension point in \p F's own body, in source
/// order. Bodies of nested lambdas and classes are functions of their own.
void forEachSuspensionPoint(
    const clang::FunctionDecl &F,
    llvm::function_ref<void(const clang::Expr &)> Visit);

} // namespace corolint
