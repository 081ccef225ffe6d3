// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression that makes a task => where the task goes before the full
// expression, and with it every temporary, ends.
//
// A task flows on through what wraps it: conditionals, moves, aggregates,
// combinators, functions whose result holds it.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

struct TaskDestination {
  enum Kind {
    Driven,   ///< the full expression awaits it, or waits for its end
    Dropped,  ///< nobody gets it
    Kept,     ///< in a variable, a container, a member, on the heap
    Returned, ///< by the function that makes it; as the value of its task, too
    Spawned,  ///< a function has started it that doesn't wait for its end
    Unknown,  ///< a function gets it of which nothing is known
  };
  Kind Where = Unknown;
  /// Kept: the variable that it is in, as far as it is one.
  const clang::VarDecl *Variable = nullptr;
  /// Spawned: who started it.
  const clang::FunctionDecl *Starter = nullptr;
};

/// Where the task that \p E evaluates to goes, with \p Ancestors around it,
/// outermost first. Without a statement among them it initialises a member.
TaskDestination destinationOf(const clang::Expr &E,
                              llvm::ArrayRef<const clang::Stmt *> Ancestors,
                              const model::Model &M);

/// \p T is a lazy coroutine type, a wrapper of one, or a class that was made
/// for one: a template argument, a member or a captured variable of it is.
bool holdsTask(clang::QualType T, const model::Model &M);

/// How the model knows what a call calls.
enum class Listed {
  No,
  Plain,     ///< by its plain name, as a function of no known library
  Qualified, ///< as that very function
};
Listed listedAs(model::Role R, const clang::CallExpr &Call,
                const model::Model &M);

/// What \p Call calls is listed as \p R: by its qualified name, or by its plain
/// one if it is given a task.
bool isListed(model::Role R, const clang::CallExpr &Call,
              const model::Model &M);

} // namespace corolint
