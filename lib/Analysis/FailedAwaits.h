// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// translation unit => the `co_await`s whose operand can't be awaited: those
// that the compiler rejected (CompileErrors.h), and those in templates that
// nobody instantiated where the operand's type is known already.
#pragma once

#include "Analysis/CompileErrors.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

struct FailedAwait {
  enum Reason {
    NotAwaitable,   ///< no awaiter members, no operator co_await
    Incomplete,     ///< it has some of the awaiter members: Missing isn't there
    Inaccessible,   ///< the awaiter members are private
    Promise,        ///< the promise's await_transform doesn't take it
    PromiseDeletes, ///< the promise deletes await_transform: it takes nothing
    FunctionNoCall, ///< it names a function that should have been called
  };
  Reason Why = NotAwaitable;
  /// The operand's type; null when the compiler's messages don't carry it.
  clang::QualType Operand;
  std::string Missing;
  /// The `co_await` token and the first token of its operand.
  clang::SourceLocation Keyword, OperandBegin;
  bool InMacro = false;
  /// Where the compiler's errors about it are.
  std::vector<clang::SourceLocation> Errors;
  /// The function it stands in, or null.
  const clang::FunctionDecl *Within = nullptr;
};

/// Calls \p Visit once for every failed co_await that \p Errors tells of, in
/// source order.
void forEachRejectedAwait(const CompileErrors &Errors,
                          clang::ASTContext &Context,
                          llvm::function_ref<void(const FailedAwait &)> Visit);

/// Calls \p Visit for every co_await in uninstantiated template \p Pattern that
/// can't compile whatever the arguments are.
void forEachHopelessAwait(const clang::FunctionDecl &Pattern,
                          llvm::function_ref<void(const FailedAwait &)> Visit);

} // namespace corolint
