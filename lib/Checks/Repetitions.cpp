// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/Repetitions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static bool isShift(const Expr *E) {
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(E);
  return Operator && is_contained({OO_LessLess, OO_GreaterGreater},
                                  Operator->getOperator());
}

std::vector<summary::Rival> Repetitions::add(const ThreadCall &Call) {
  unsigned Number = Next++;
  std::vector<summary::Rival> Same;
  const Stmt *Whole = Call.At.RangeFor;
  if (!Whole && isShift(Call.At.Call))
    Whole = Call.wholeExpression();
  if (Whole)
    for (unsigned Earlier : Parts[Whole])
      Same.push_back({Earlier, summary::Rival::SaysTheSame});
  if (!Whole)
    Whole = Call.rangeInitOf();
  if (Whole)
    Parts[Whole].push_back(Number);
  return Same;
}

} // namespace corolint
