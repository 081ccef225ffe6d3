// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/PathFacts.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool PathFacts::meet(const PathFacts &Other) {
  return std::erase_if(Known, [&](const auto &Fact) {
           auto It = Other.Known.find(Fact.first);
           return It == Other.Known.end() || It->second != Fact.second;
         }) > 0;
}

/// Gathers the variables and members that \p E is made of. False if there is
/// anything in it that needn't give the same again, such as a call.
static bool gatherMentions(const Stmt *E,
                           SmallVectorImpl<const ValueDecl *> &Into) {
  if (const auto *Op = dyn_cast<BinaryOperator>(E); Op && Op->isAssignmentOp())
    return false;
  if (const auto *Op = dyn_cast<UnaryOperator>(E);
      Op && Op->isIncrementDecrementOp())
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    std::optional<ContentQuestion> Question = asksForContent(*Call);
    return Question && gatherMentions(Question->Object, Into);
  }
  if (!isa<DeclRefExpr, MemberExpr, CXXThisExpr, IntegerLiteral,
           CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, CharacterLiteral,
           BinaryOperator, UnaryOperator, ParenExpr, ImplicitCastExpr>(E))
    return false;
  if (isa<DeclRefExpr, MemberExpr>(E))
    Into.push_back(named(cast<Expr>(E)));
  return all_of(E->children(),
                [&](const Stmt *Child) { return gatherMentions(Child, Into); });
}

std::optional<ContentQuestion> asksForContent(const Expr &E) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const Expr *Object = Call->getImplicitObjectArgument();
    if (const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Method))
      return Conversion->getConversionType()->isBooleanType()
                 ? std::optional(ContentQuestion{Object, true})
                 : std::nullopt;
    StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
    if (Name == "has_value" || Name == "valid")
      return ContentQuestion{Object, true};
    return Name == "empty" ? std::optional(ContentQuestion{Object, false})
                           : std::nullopt;
  }
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
  if (!Operator)
    return std::nullopt;
  if (Operator->getOperator() == OO_Exclaim)
    return ContentQuestion{Operator->getArg(0), false};
  bool Equal = Operator->getOperator() == OO_EqualEqual;
  if (!Equal && Operator->getOperator() != OO_ExclaimEqual)
    return std::nullopt;
  auto IsNothing = [](const Expr *Arg) {
    const CXXRecordDecl *R = Arg->getType()->getAsCXXRecordDecl();
    return Arg->getType()->isNullPtrType() ||
           (R && R->getName() == "nullopt_t");
  };
  const Expr *Left = Operator->getArg(0), *Right = Operator->getArg(1);
  if (!IsNothing(Left) && !IsNothing(Right))
    return std::nullopt;
  return ContentQuestion{IsNothing(Left) ? Right : Left, !Equal};
}

/// What \p Op compares with nothing, zero or `false`, or null.
static const Expr *comparedWithNothing(const BinaryOperator &Op) {
  auto IsNothing = [](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    const auto *Number = dyn_cast<IntegerLiteral>(E);
    const auto *Truth = dyn_cast<CXXBoolLiteralExpr>(E);
    return isa<CXXNullPtrLiteralExpr>(E) ||
           (Number && Number->getValue() == 0) || (Truth && !Truth->getValue());
  };
  if (IsNothing(Op.getRHS()))
    return Op.getLHS();
  return IsNothing(Op.getLHS()) ? Op.getRHS() : nullptr;
}

std::optional<Conditions::Fact> Conditions::fact(const Expr *E, bool Value) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return fact(Rewritten->getSemanticForm(), Value);
  if (const auto *Op = dyn_cast<BinaryOperator>(E); Op && Op->isEqualityOp())
    if (const Expr *Other = comparedWithNothing(*Op))
      return fact(Other, (Op->getOpcode() == BO_EQ) != Value);
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    return fact(Not->getSubExpr(), !Value);
  SmallVector<const ValueDecl *, 4> Mentioned;
  if (E->isInstantiationDependent() || !gatherMentions(E, Mentioned) ||
      Mentioned.empty())
    return std::nullopt;
  FoldingSetNodeID Id;
  const auto *Op = dyn_cast<BinaryOperator>(E);
  if (Op && Op->isEqualityOp()) {
    // `a != b` is the opposite of `a == b`.
    Value = (Op->getOpcode() == BO_EQ) == Value;
    Id.AddInteger(1);
    Op->getLHS()->Profile(Id, Context, /*Canonical=*/true);
    Op->getRHS()->Profile(Id, Context, /*Canonical=*/true);
  } else if (Op && Op->isRelationalOp()) {
    // `a >= b` is the opposite of `a < b`, and `b > a` is the same.
    bool Turned = Op->getOpcode() == BO_GT || Op->getOpcode() == BO_LE;
    bool Negated = Op->getOpcode() == BO_GE || Op->getOpcode() == BO_LE;
    Value = Value != Negated;
    Id.AddInteger(2);
    const Expr *Sides[] = {Op->getLHS(), Op->getRHS()};
    Sides[Turned]->Profile(Id, Context, /*Canonical=*/true);
    Sides[!Turned]->Profile(Id, Context, /*Canonical=*/true);
  } else if (auto Question = asksForContent(*E)) {
    Value = Value == Question->FullIf;
    Id.AddInteger(3);
    ignoreConversions(Question->Object)
        ->Profile(Id, Context,
                  /*Canonical=*/true);
  } else {
    Id.AddInteger(0);
    E->Profile(Id, Context, /*Canonical=*/true);
  }
  auto [It, New] = Numbers.try_emplace(Id, Numbers.size());
  if (New)
    for (const ValueDecl *D : Mentioned)
      Mentions[D].push_back(It->second);
  return Fact{It->second, Value};
}

std::optional<bool> constantResult(const FunctionDecl *F) {
  const FunctionDecl *Definition = F ? F->getDefinition() : nullptr;
  if (F && (!Definition || !Definition->getBody()))
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
      Definition = Pattern->getDefinition();
  const auto *Body = Definition
                         ? dyn_cast_or_null<CompoundStmt>(Definition->getBody())
                         : nullptr;
  if (!Body || Body->size() != 1)
    return std::nullopt;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  bool Result;
  if (!Value || Value->isValueDependent() ||
      !Value->EvaluateAsBooleanCondition(Result, Definition->getASTContext()))
    return std::nullopt;
  return Result;
}

const Expr *branchCondition(const CFGBlock &Block) {
  if (Block.succ_size() != 2 ||
      Block.getTerminator().isTemporaryDtorsBranch() ||
      isa_and_nonnull<SwitchStmt, IndirectGotoStmt>(Block.getTerminatorStmt()))
    return nullptr;
  const auto *Condition =
      dyn_cast_or_null<Expr>(Block.getTerminatorCondition());
  // Where the left side of `a && b` decides, another block ends.
  while (const auto *Op = dyn_cast_or_null<BinaryOperator>(Condition)) {
    if (!Op->isLogicalOp())
      break;
    Condition = Op->getRHS()->IgnoreParens();
  }
  return Condition;
}

bool isNeverTaken(const CFGBlock &Block, unsigned Position) {
  const Expr *Condition = branchCondition(Block);
  const auto *Call = dyn_cast_or_null<CallExpr>(
      Condition ? Condition->IgnoreParenImpCasts() : nullptr);
  return Call && !isa<CXXMemberCallExpr>(Call) &&
         constantResult(Call->getDirectCallee()) == (Position != 0);
}

std::optional<Conditions::Fact> Conditions::onEdge(const CFGBlock &Block,
                                                   unsigned Position) {
  const Expr *Condition = branchCondition(Block);
  return Condition ? fact(Condition, /*Value=*/Position == 0) : std::nullopt;
}

std::optional<Conditions::Fact> Conditions::madeBy(const Stmt &S) {
  const auto *Assign = dyn_cast<BinaryOperator>(&S);
  const auto *Literal = Assign && Assign->getOpcode() == BO_Assign
                            ? dyn_cast<CXXBoolLiteralExpr>(
                                  Assign->getRHS()->IgnoreParenImpCasts())
                            : nullptr;
  return Literal ? fact(Assign->getLHS(), Literal->getValue()) : std::nullopt;
}

ArrayRef<unsigned> Conditions::changedBy(const Stmt &S) const {
  const Expr *Changed = nullptr;
  if (const auto *Op = dyn_cast<BinaryOperator>(&S); Op && Op->isAssignmentOp())
    Changed = Op->getLHS();
  else if (const auto *Op = dyn_cast<UnaryOperator>(&S);
           Op && (Op->isIncrementDecrementOp() || Op->getOpcode() == UO_AddrOf))
    Changed = Op->getSubExpr();
  else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&S);
           Call && Call->isAssignmentOp())
    Changed = Call->getArg(0);
  else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
           Call && Call->getMethodDecl() && !Call->getMethodDecl()->isConst())
    Changed = Call->getImplicitObjectArgument();
  else if (const auto *Call = dyn_cast<CallExpr>(&S);
           Call && Call->isCallToStdMove())
    Changed = Call->getArg(0);
  const ValueDecl *D = Changed ? named(Changed) : nullptr;
  if (const auto *Decls = dyn_cast<DeclStmt>(&S);
      Decls && Decls->isSingleDecl())
    D = dyn_cast<ValueDecl>(Decls->getSingleDecl());
  auto It = D ? Mentions.find(D) : Mentions.end();
  return It == Mentions.end() ? ArrayRef<unsigned>() : ArrayRef(It->second);
}

} // namespace corolint
