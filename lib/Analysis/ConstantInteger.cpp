// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ConstantInteger.h"

using namespace clang;

namespace corolint {

std::optional<int64_t> constantInteger(const Expr *E,
                                       const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() ||
      !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context))
    return std::nullopt;
  const llvm::APSInt &Value = Result.Val.getInt();
  if (Value.getSignificantBits() > 64)
    return std::nullopt;
  return Value.isUnsigned() ? static_cast<int64_t>(Value.getZExtValue())
                            : Value.getSExtValue();
}

} // namespace corolint
