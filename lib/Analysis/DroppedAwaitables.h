// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the awaitables in it that nobody awaits.
#pragma once

#include "Analysis/AwaitableFlow.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// An awaitable whose value is lost.
struct DroppedAwaitable {
  /// The full expression that is discarded; null for a variable.
  const clang::Expr *Discarded = nullptr;
  /// The part of Discarded that gives the awaitable.
  const clang::Expr *Value = nullptr;
  /// Discarded isn't, but all that is done with it is this question: `if
  /// (f())`, `f().valid()`.
  const clang::Expr *Question = nullptr;
  /// Discarded is a function or lambda that gives awaitables, and is converted
  /// to this callable type, which returns void.
  clang::QualType Callable;
  /// Discarded is one that is handed to this function or class, which ignores
  /// what it gives.
  const clang::NamedDecl *IgnoredBy = nullptr;
  /// The local that is never consumed; null for a discarded expression.
  const clang::ValueDecl *Variable = nullptr;
  /// Of Variable it is this value that isn't, others are: it is assigned here.
  const clang::Expr *Assigned = nullptr;
  /// Variable holds an awaitable that nobody has awaited when this assignment
  /// gives it another one.
  const clang::Expr *Overwriting = nullptr;
  /// The declaration statement of Variable if it can be rewritten as a whole:
  /// it declares only this, stands in a block, and nothing names Variable.
  const clang::DeclStmt *Declaration = nullptr;
  Awaitable What;
  /// `[[nodiscard]]` on the function called or on the type.
  bool Nodiscard = false;
  /// `co_await` may stand there (see mayAwaitBelow).
  bool MayAwait = true;
};

/// Calls \p Visit for every awaitable, lazy or not, that the own body of the
/// function of \p Fates drops; bodies of nested lambdas and classes are
/// functions of their own. One call per discarded full expression, per
/// overwriting, per variable otherwise.
void forEachDroppedAwaitable(
    const LocalFates &Fates, const model::Model &M,
    llvm::function_ref<void(const DroppedAwaitable &)> Visit);

} // namespace corolint
