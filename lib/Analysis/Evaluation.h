// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => every call that running it evaluates, written or implicit.
//
// This is the first half of "runs in the coroutine": lambdas that are called
// in place or handed to a callee that calls them are entered, everything that
// is only stored, offloaded or never evaluated is not. What the callees do is
// not this file's business.
#pragma once

#include "Analysis/InlineCallables.h"
#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// One call, constructor call or implicit destructor call.
struct Evaluation {
  /// The function that runs. Never null.
  const clang::FunctionDecl *Callee = nullptr;
  /// The call or construct expression; null for a destructor.
  const clang::Expr *Call = nullptr;
  /// The object of a member call, or null.
  const clang::Expr *Object = nullptr;
  /// The arguments as written; default arguments are left out.
  llvm::SmallVector<const clang::Expr *, 4> Args;
  /// The variable that is constructed or destroyed, or null.
  const clang::VarDecl *Variable = nullptr;
  /// Where the user would look for it: the callee's name, the variable.
  clang::SourceLocation Location;
  /// The statements around Call, outermost first, Call left out.
  llvm::ArrayRef<const clang::Stmt *> Ancestors;
  /// The function whose body it is evaluated in: the one walked, or the call
  /// operator of a lambda that runs inside it.
  const clang::FunctionDecl *Within = nullptr;
  /// The range-for that evaluates it without it being written: its `begin`, its
  /// `end`, its steps. Null for everything else.
  const clang::CXXForRangeStmt *RangeFor = nullptr;
  /// It stands in a default argument of the callee of an ancestor, or in a
  /// default initialiser of an aggregate's member.
  bool InDefaultArgument = false;
  /// Call isn't a call: it hands the function to a callee that calls it.
  bool HandedOver = false;
  /// Part of what `co_await`, `co_yield` or `co_return` does with its operand:
  /// nobody wrote it here.
  bool OfKeyword = false;
  /// What another file must say for it to run here: these functions call these
  /// arguments of theirs, each of which leads to the next.
  llvm::SmallVector<ArgumentOf, 1> Assumes;
  /// The member that a destructor destroys after its body, or null.
  const clang::FieldDecl *Field = nullptr;

  /// What the call names: a function object of a namespace
  /// (`std::ranges::sort`) or Callee.
  const clang::NamedDecl &named() const;

  /// The class of Object before any conversion to a base, or null.
  const clang::CXXRecordDecl *receiver() const;
};

/// Calls \p Visit for every evaluation of \p F's body, in source order.
/// Statically unreachable code is included: see Flow.h.
void forEachEvaluation(const clang::FunctionDecl &F, const model::Model &M,
                       llvm::function_ref<void(const Evaluation &)> Visit);

/// \p E without parentheses, implicit nodes and conversions to a base.
const clang::Expr *ignoreConversions(const clang::Expr *E);

} // namespace corolint
