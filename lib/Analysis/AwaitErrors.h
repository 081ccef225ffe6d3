// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compiler's error => which requirement of awaiting fails, if it is about one.
//
// What is wrong elsewhere in the operand (an undeclared name, a call that
// doesn't fit) is none of awaiting's business, and neither is what a promise
// lacks. FailedAwaits.h looks at the types to say more.
#pragma once

#include "Analysis/CompileErrors.h"
#include <optional>

namespace corolint {

/// Why a `co_await` fails.
enum class AwaitFailure {
  NotAwaitable,      ///< no awaiter functions, no `operator co_await`
  NothingToAwait,    ///< it is `void`
  NotCalled,         ///< a function, or an object that should be called
  NeedsRvalue,       ///< every `operator co_await` is &&-qualified
  NeedsLvalue,       ///< every `operator co_await` is for lvalues
  HoldsAwaitable,    ///< a pointer, an optional: what it holds is awaitable
  HoldsSeveral,      ///< a container of awaitables
  OnlyDeclared,      ///< the class isn't defined here
  MissingFunction,   ///< one of the awaiter functions isn't there
  NotPublic,         ///< a function that it takes is private or protected
  Deleted,           ///< a function that it takes is deleted
  NotConst,          ///< the operand is const, the function isn't
  RvalueFunction,    ///< an awaiter function is &&-qualified
  NotCallable,       ///< an awaiter function takes arguments, or is no function
  ReadyNotBool,      ///< `await_ready` gives no bool
  SuspendResult,     ///< `await_suspend` gives neither void, bool nor a handle
  SuspendHandle,     ///< `await_suspend` doesn't take this coroutine's handle
  OperatorResult,    ///< what `operator co_await` gives is no awaiter
  OperatorRefuses,   ///< no `operator co_await` of its takes this value
  OperatorAmbiguous, ///< several `operator co_await` fit equally well
  OperatorNotFound,  ///< there is one, but not where it would be found
  PromiseRefuses,    ///< no `await_transform` of the promise takes it
  PromiseAwaitsNone, ///< the promise deletes `await_transform`
  TransformResult,   ///< what `await_transform` gives is no awaiter
};

struct AwaitError {
  AwaitFailure Why;
  /// The class or value at fault: the awaiter, which may be what `operator
  /// co_await` or `await_transform` gave; null when the error doesn't say.
  clang::QualType At;
  std::string Function = {}; ///< The function that it is about.
  /// What the function gives, takes or asks for, where that is wrong.
  clang::QualType Type = {};
  const clang::NamedDecl *Declared = nullptr; ///< The function, if known.
  /// The error is at the keyword, not at the operand.
  bool OfKeyword = false;
};

/// Where the function that \p E is in was instantiated, or an invalid place.
clang::SourceLocation instantiatedAt(const CompileError &E);

/// What \p E says of a `co_await`, or nullopt if it is about something else.
std::optional<AwaitError> awaitErrorOf(const CompileError &E);

} // namespace corolint
