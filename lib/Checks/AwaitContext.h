// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// failed co_await => what the code around it does with its value.
#pragma once

#include "Analysis/FailedAwaits.h"
#include "clang/Basic/Diagnostic.h"

namespace corolint {

/// Reads the tokens around an await whose Place and Within are known.
class AwaitContext {
public:
  explicit AwaitContext(const FailedAwait &A);

  /// Its value is lost: it is a statement.
  bool isStatement() const;

  /// The operand may stand in its place: what is done with the value can be
  /// done with a value of A.Operand.
  bool takesOperand() const;

  /// The operand is a local of the coroutine that nothing can use after it: it
  /// isn't named again, no loop brings it back, nothing refers to it.
  bool isLastUse() const;

  /// The operand may be awaited more than once: a loop or a goto brings the
  /// await back while the operand lives, or another one names it.
  bool mayAwaitAgain() const;

  /// How many `co_await`, `co_yield` and `co_return` stand in the coroutine
  /// itself.
  unsigned coroutineKeywords() const;

  /// The hint that puts \p Statement at the end of the coroutine's body.
  std::optional<clang::FixItHint> endingWith(llvm::StringRef Statement) const;

private:
  bool fits(clang::QualType Wanted) const;
  bool takesAssigned() const;
  bool takesReturned() const;
  /// `auto [a, b] = co_await e`
  bool takesBindings() const;
  bool takesIteration() const;
  /// It stands in braces that initialise something.
  bool isInInitList() const;
  bool hasMember(llvm::StringRef Name) const;
  /// The first token at which the operand, if it is a local, is there.
  size_t beginOfOperandsLife() const;
  /// Token \p I may lead to the await a second time.
  bool bringsBack(size_t I) const;

  const FailedAwait &A;
  const FileTokens &Tokens;
  size_t Keyword, After; ///< The await's token, the one after its operand.
  size_t Open, Close;    ///< The braces of the coroutine's body.
};

} // namespace corolint
