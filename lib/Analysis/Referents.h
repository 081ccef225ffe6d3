// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// argument => the objects that it refers to: by reference, by address, through
// a view, a capture, an aggregate.
//
// What is followed is what the language or a declaration promises: reference
// bindings, [[gsl::Pointer]] and [[gsl::Owner]] (which Clang gives to the
// standard's own), [[clang::lifetimebound]], and functions whose body can be
// seen to return a part of their object.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

struct Referent {
  enum Kind {
    Temporary, ///< that dies with the full expression
    Local,     ///< a variable of the function, by-value parameters included
    Parameter, ///< what a reference, pointer or view parameter refers to
    This,      ///< the object of the member function
    Captured,  ///< a variable that the lambda has captured by reference
  };
  Kind What = Temporary;
  /// The temporary's initialiser, or the expression that names the variable.
  const clang::Expr *Where = nullptr;
  /// The variable; null for temporaries and This, and where Captured is a
  /// structured binding.
  const clang::VarDecl *Variable = nullptr;
  /// It is not the object itself but what that owns: a move of the owner keeps
  /// it.
  bool Owned = false;
};

/// Calls \p Visit for what a reference bound to glvalue \p E, or a value \p E
/// (a pointer, a view, an aggregate, a lambda), refers to when it is evaluated
/// in \p F.
void forEachReferent(const clang::Expr &E, const clang::FunctionDecl &F,
                     llvm::function_ref<void(const Referent &)> Visit);

} // namespace corolint
