// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// tokens of an operand => its form, its type, what it names.
//
// Clang has dropped the expression; what it names is still declared. Whatever
// isn't certain stays unknown: no overload is resolved, no template deduced.
#pragma once

#include "Analysis/AwaitPlace.h"
#include "Analysis/ScopeLookup.h"

namespace corolint {

struct WrittenOperand {
  enum Shape {
    Unknown,
    Name,   ///< `x`, `ns::x`, `object.member`
    Call,   ///< anything with a call's parentheses at its end
    Lambda, ///< a lambda that isn't called
  };
  Shape Form = Unknown;
  /// Its type, without references, as it is declared; null if that can't be
  /// said.
  clang::QualType Type;
  bool IsLvalue = false;
  /// The variable or member that it names, or null.
  const clang::ValueDecl *Variable = nullptr;
  /// The functions that it names, or that it may call.
  llvm::SmallVector<const clang::FunctionDecl *, 2> Functions;
  /// The class of the object that a member function is called on, or null.
  const clang::CXXRecordDecl *Receiver = nullptr;
};

/// Reads the tokens from \p Begin to the one before \p End.
WrittenOperand readOperand(const FileTokens &Tokens, size_t Begin, size_t End,
                           const ScopeLookup &Scope);

/// What the tokens name beyond locals of \p Owner that are held by value,
/// functions, types and constants, as the user writes it; empty when there is
/// nothing: then another thread can evaluate them while the coroutine waits.
std::string sharedStateIn(const FileTokens &Tokens, size_t Begin, size_t End,
                          const ScopeLookup &Scope,
                          const clang::FunctionDecl &Owner);

} // namespace corolint
