// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Statements.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool isValueLost(const Stmt &Parent, const Stmt *Child) {
  if (!isa_and_nonnull<Expr>(Child))
    return false;
  if (const auto *If = dyn_cast<IfStmt>(&Parent))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *For = dyn_cast<ForStmt>(&Parent))
    return Child == For->getBody() || Child == For->getInc() ||
           Child == For->getInit();
  if (const auto *Loop = dyn_cast<WhileStmt>(&Parent))
    return Child == Loop->getBody();
  if (const auto *Loop = dyn_cast<DoStmt>(&Parent))
    return Child == Loop->getBody();
  if (const auto *Loop = dyn_cast<CXXForRangeStmt>(&Parent))
    return Child == Loop->getBody();
  if (const auto *Switch = dyn_cast<SwitchStmt>(&Parent))
    return Child == Switch->getBody();
  if (const auto *Case = dyn_cast<SwitchCase>(&Parent))
    return Child == Case->getSubStmt();
  return isa<CompoundStmt, LabelStmt, AttributedStmt>(Parent);
}

bool isValueLost(const Stmt *E, ArrayRef<const Stmt *> Ancestors) {
  for (const Stmt *Parent : reverse(Ancestors)) {
    if (!isa<ExprWithCleanups, ParenExpr, ConstantExpr, ImplicitCastExpr,
             MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Parent))
      return isValueLost(*Parent, E);
    E = Parent;
  }
  return false;
}

} // namespace corolint
