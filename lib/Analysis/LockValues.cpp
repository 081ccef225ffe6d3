// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LockValues.h"
#include "Analysis/ConstantInteger.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/IgnoreExpr.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const Expr *valueExpression(const Expr *E) {
  auto IgnoreExpectation = [](Expr *E) {
    auto *Call = dyn_cast<CallExpr>(E);
    return Call && Call->getBuiltinCallee() == Builtin::BI__builtin_expect
               ? Call->getArg(0)
               : E;
  };
  return E ? IgnoreExprNodes(const_cast<Expr *>(E), IgnoreParensSingleStep,
                             IgnoreCastsSingleStep, IgnoreExpectation)
           : nullptr;
}

/// The local variable whose value \p E is, or null.
static const VarDecl *localVariable(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && Var->getType()->isScalarType()
             ? Var->getCanonicalDecl()
             : nullptr;
}

static std::optional<KnownValue> valueOfBinary(const BinaryOperator &Op,
                                               const LockState &State,
                                               const ASTContext &Context) {
  auto LHS = valueOf(Op.getLHS(), State, Context);
  auto RHS = valueOf(Op.getRHS(), State, Context);
  auto Truth = [](const std::optional<KnownValue> &V) {
    return V ? V->truth() : std::nullopt;
  };
  switch (Op.getOpcode()) {
  case BO_Comma:
  case BO_Assign:
    return RHS;
  case BO_LAnd:
  case BO_LOr: {
    bool Decides = Op.getOpcode() == BO_LOr;
    if (Truth(LHS) == Decides || Truth(RHS) == Decides)
      return KnownValue::truth(Decides);
    if (Truth(LHS) && Truth(RHS))
      return KnownValue::truth(!Decides);
    return std::nullopt;
  }
  case BO_EQ:
  case BO_NE: {
    if (LHS && LHS->Equal && RHS && !RHS->Equal)
      std::swap(LHS, RHS);
    if (!LHS || !RHS || !RHS->Equal)
      return std::nullopt;
    std::optional<bool> Equal = LHS->equals(RHS->Number);
    // `ok == true`
    if (!Equal && RHS->Number == 1 &&
        valueExpression(Op.getLHS())->getType()->isBooleanType())
      Equal = LHS->truth();
    return Equal ? std::optional(
                       KnownValue::truth(*Equal == (Op.getOpcode() == BO_EQ)))
                 : std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

std::optional<KnownValue> valueOf(const Expr *E, const LockState &State,
                                  const ASTContext &Context) {
  E = valueExpression(E);
  if (!E)
    return std::nullopt;
  if (auto Known = State.Expressions.find(E); Known != State.Expressions.end())
    return Known->second;
  if (const VarDecl *Var = localVariable(E))
    if (auto Known = State.Variables.find(Var); Known != State.Variables.end())
      return Known->second;
  // The graph has no edges that a constant call rules out; to find that out
  // again takes long.
  if (isa<CXXMemberCallExpr>(E))
    return std::nullopt;
  if (std::optional<int64_t> Number = constantInteger(E, Context))
    return KnownValue::is(*Number);
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot) {
    auto Inner = valueOf(Not->getSubExpr(), State, Context);
    auto Truth = Inner ? Inner->truth() : std::nullopt;
    return Truth ? std::optional(KnownValue::truth(!*Truth)) : std::nullopt;
  }
  if (const auto *Op = dyn_cast<BinaryOperator>(E))
    return valueOfBinary(*Op, State, Context);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    auto Condition = valueOf(Choice->getCond(), State, Context);
    if (auto Truth = Condition ? Condition->truth() : std::nullopt)
      return valueOf(*Truth ? Choice->getTrueExpr() : Choice->getFalseExpr(),
                     State, Context);
  }
  return std::nullopt;
}

std::pair<const VarDecl *, KnownValue>
learned(const Expr *Condition, bool Value, const ASTContext &Context) {
  Condition = valueExpression(Condition);
  if (const VarDecl *Var = localVariable(Condition))
    return {Var, KnownValue::truth(Value)};
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return learned(Not->getSubExpr(), !Value, Context);
  const auto *Compare = dyn_cast_or_null<BinaryOperator>(Condition);
  if (!Compare || !Compare->isEqualityOp())
    return {};
  auto Number = constantInteger(Compare->getRHS(), Context);
  if (!Number)
    return {};
  return {localVariable(valueExpression(Compare->getLHS())),
          (Compare->getOpcode() == BO_EQ) == Value
              ? KnownValue::is(*Number)
              : KnownValue::isNot(*Number)};
}

} // namespace corolint
