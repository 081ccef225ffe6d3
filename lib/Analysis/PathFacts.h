// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the branches taken on a path say: enough to see that
// `if (a) f(); if (!a) g();` never runs both.
//
// Knows conditions by how they are written, and takes it that only what can be
// seen changes them. So paths may be ruled out that are there, but what is left
// are paths that no condition speaks against.
#pragma once

#include "clang/AST/Expr.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/SmallVector.h"
#include <map>

namespace corolint {

/// The truth of some conditions, by their numbers.
class PathFacts {
public:
  /// Of \p Condition the opposite is known.
  bool contradicts(unsigned Condition, bool Value) const {
    auto It = Known.find(Condition);
    return It != Known.end() && It->second != Value;
  }
  void learn(unsigned Condition, bool Value) { Known[Condition] = Value; }
  void forget(unsigned Condition) { Known.erase(Condition); }
  /// Keeps what \p Other knows too. True if that was less.
  bool meet(const PathFacts &Other);

private:
  std::map<unsigned, bool> Known;
};

/// The condition that chooses between the two successors of \p Block, the first
/// if it is true; of one made with `&&` or `||` the part that decides there.
/// Null if there is no such choice.
const clang::Expr *branchCondition(const clang::CFGBlock &Block);

/// Whether an object holds something.
struct ContentQuestion {
  const clang::Expr *Object;
  bool FullIf; ///< The answer if it does.
};

/// \p E is such a question: `o.has_value()`, `o.empty()`, `!o`, `o == nullptr`,
/// or a conversion to a truth value.
std::optional<ContentQuestion> asksForContent(const clang::Expr &E);

/// The value that \p F, which does nothing else, always returns.
std::optional<bool> constantResult(const clang::FunctionDecl *F);

/// The condition of \p Block calls a function that always gives the opposite of
/// what leads to its successor at \p Position: as Boost.Test's macros do, so
/// that compilers don't see that they are no loops.
bool isNeverTaken(const clang::CFGBlock &Block, unsigned Position);

/// Numbers the conditions of a function.
class Conditions {
public:
  explicit Conditions(const clang::ASTContext &Context) : Context(Context) {}

  struct Fact {
    unsigned Condition;
    bool Value;
  };
  /// What holds on the edge from \p Block to its successor at \p Position, if
  /// its condition is one that can be told again.
  std::optional<Fact> onEdge(const clang::CFGBlock &Block, unsigned Position);

  /// The fact that \p S makes, an assignment of `true` or `false`.
  std::optional<Fact> madeBy(const clang::Stmt &S);

  /// The conditions whose truth \p S may change, of those numbered so far.
  llvm::ArrayRef<unsigned> changedBy(const clang::Stmt &S) const;

private:
  std::optional<Fact> fact(const clang::Expr *Condition, bool Value);

  const clang::ASTContext &Context;
  std::map<llvm::FoldingSetNodeID, unsigned> Numbers;
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<unsigned, 2>>
      Mentions;
};

} // namespace corolint
