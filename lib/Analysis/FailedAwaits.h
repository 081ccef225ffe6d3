// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// translation unit => the `co_await`s whose operand can't be awaited, and why:
// those that the compiler rejected (AwaitErrors.h), and those in templates that
// nobody instantiated where the operand's type is known already.
#pragma once

#include "Analysis/AwaitErrors.h"
#include "Analysis/WrittenOperand.h"

namespace corolint {

struct FailedAwait {
  AwaitFailure Why = AwaitFailure::NotAwaitable;
  /// The operand's type, as it was written if that is known; null when neither
  /// the compiler nor the source says.
  clang::QualType Operand;
  /// The class at fault if it isn't the operand's: what `operator co_await` or
  /// `await_transform` gave.
  clang::QualType Awaiter;
  std::string Function; ///< The function that it is about; may be empty.
  clang::QualType Type; ///< What that gives, if that is wrong.
  const clang::NamedDecl *Declared = nullptr; ///< Where that is, if known.
  /// The promise has an `await_transform`, which doesn't take it either.
  bool Transforms = false;

  /// Where the await is: its keyword, or the macro that it comes from.
  clang::SourceLocation Location;
  /// Its tokens; unset in a macro.
  std::optional<AwaitPlace> Place;
  WrittenOperand Written;
  /// The functions around it, outermost first.
  llvm::SmallVector<const clang::FunctionDecl *, 2> Around;
  /// The innermost of them; null if that isn't in the AST.
  const clang::FunctionDecl *Within = nullptr;
  /// Where the template that it stands in was instantiated; invalid if it
  /// stands in none, or nobody did.
  clang::SourceLocation InstantiatedAt;
  /// Where the compiler's errors about it are, in files.
  std::vector<clang::SourceLocation> Errors;
};

/// The failed awaits of one translation unit, each once, whatever the
/// instantiations.
class FailedAwaits {
public:
  /// Those that \p Errors tells of and those in \p Patterns, coroutine
  /// templates that nobody instantiated, that fail whatever the arguments are.
  FailedAwaits(const CompileErrors &Errors,
               llvm::ArrayRef<const clang::FunctionDecl *> Patterns,
               clang::ASTContext &Context);

  llvm::ArrayRef<FailedAwait> all() const { return Found; }

private:
  AwaitPlaces Places; ///< What Found refers to.
  std::vector<FailedAwait> Found;
};

/// The promise of the coroutine around \p A, or null.
const clang::CXXRecordDecl *promiseAround(const FailedAwait &A);

} // namespace corolint
