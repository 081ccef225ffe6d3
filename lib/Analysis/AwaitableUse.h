// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (expression, what stands around it) => what the code does with the awaitable
// that the expression names or gives.
//
// Looks at one expression alone. What came before it and what comes after is
// AwaitableFlow.h's.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace corolint {

enum class Use {
  Lost,     ///< its value is discarded: `t;`, `std::move(t);`
  Asked,    ///< `t.valid()`, `if (t)`, `tasks.size()`
  Disposed, ///< dropped on purpose: `(void)t;`
  Awaited,  ///< `co_await t`, `co_await std::move(t)`
  Moved,    ///< somebody else takes it over: an argument by value, a return
  Copied,   ///< `auto u = t`, and it stays what it is
  Started,  ///< given to a combinator or spawn function by reference
  Lent,     ///< passed, captured or bound by reference; all that isn't known
  Assigned, ///< gets another value
  Filled,   ///< gets an element or a value: `push_back`, `emplace`
  Emptied,  ///< `reset`, `clear`, `std::exchange`
};

struct AwaitableUse {
  Use What = Use::Lent;
  /// What does it: the await, the call, the construction, the assignment. For
  /// Lost the full expression that is discarded.
  const clang::Stmt *By = nullptr;
  /// The expression that names the awaitable: the one asked about, or an
  /// element of it that it is the way to, as in `tasks[0]`.
  const clang::Expr *Object = nullptr;
  /// The way from the one to the other: `[0]`, `*`, or empty. `?` stands for an
  /// index that isn't constant.
  std::string Element;
  /// It is used as an rvalue.
  bool AsRvalue = false;
};

/// What is done with \p E below \p Ancestors (outermost first).
AwaitableUse useOf(const clang::Expr &E,
                   llvm::ArrayRef<const clang::Stmt *> Ancestors,
                   const clang::ASTContext &Context, const model::Model &M);

/// The model lists what \p Call calls as \p R.
bool hasRole(const clang::CallExpr &Call, model::Role R, const model::Model &M);

/// Nobody gets the value of \p Child, whose parent is the last of \p Ancestors:
/// it is an expression statement, and not the value of a statement expression.
bool isDiscarded(const clang::Stmt *Child,
                 llvm::ArrayRef<const clang::Stmt *> Ancestors);

} // namespace corolint
