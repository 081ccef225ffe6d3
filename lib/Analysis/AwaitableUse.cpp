// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/AwaitableUse.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/NeededBodies.h"
#include "Analysis/Statements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Looks for what a function that only answers a question doesn't do.
class EffectFinder : public RecursiveASTVisitor<EffectFinder> {
public:
  explicit EffectFinder(bool InConst) : InConst(InConst) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *Call) {
    const auto *Method =
        dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    Found |= Call->getType()->isVoidType() ||
             (!InConst && Method && Method->isInstance() && !Method->isConst());
    return !Found;
  }
  bool VisitBinaryOperator(BinaryOperator *Op) {
    Found |= Op->isAssignmentOp();
    return !Found;
  }
  bool VisitUnaryOperator(UnaryOperator *Op) {
    Found |= Op->isIncrementDecrementOp();
    return !Found;
  }

private:
  /// What a const function calls on others isn't its object's matter.
  bool InConst;
};

const FunctionDecl *definitionOf(const FunctionDecl &F) {
  if (const FunctionDecl *Definition = F.getDefinition())
    return Definition;
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  return Pattern ? Pattern->getDefinition() : nullptr;
}

/// \p Method answers with a truth value or a state and does nothing else. One
/// that isn't const must be seen to.
bool asksQuestion(const CXXMethodDecl &Method) {
  // Who asks this takes the steps of an await by hand ([expr.await]).
  if (Method.getIdentifier() && Method.getName() == "await_ready")
    return false;
  QualType Answer = Method.getReturnType();
  if (Method.getMinRequiredArguments() > 0 ||
      !(Answer->isBooleanType() || Answer->isEnumeralType()))
    return false;
  const FunctionDecl *Definition = definitionOf(Method);
  const Stmt *Body = Definition ? bodyInSight(*Definition) : nullptr;
  if (!Body)
    return Method.isConst();
  EffectFinder Finder(Method.isConst());
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  return !Finder.Found;
}

/// What a named member function of a container or wrapper of the standard
/// library does with what it holds; nullopt if it gives access to an element.
std::optional<Use> useByMember(const CXXMethodDecl &Method) {
  if (!Method.getIdentifier())
    return Use::Lent;
  bool Asks = Method.isConst() && Method.getReturnType()->isArithmeticType();
  return StringSwitch<std::optional<Use>>(Method.getName())
      .Cases("at", "front", "back", "top", "value", std::nullopt)
      .Cases("push_back", "emplace_back", "push_front", "emplace_front",
             Use::Filled)
      .Cases("insert", "emplace", "push", "insert_or_assign", "try_emplace",
             Use::Filled)
      .Cases("reset", "clear", "pop_back", "pop_front", "pop", Use::Emptied)
      .Cases("reserve", "resize", "shrink_to_fit", Use::Asked)
      .Default(Asks ? Use::Asked : Use::Lent);
}

/// `[2]`, or `?` where \p Index isn't constant.
std::string indexText(const Expr *Index, const ASTContext &Context) {
  Expr::EvalResult Value;
  if (!Index || Index->isValueDependent() ||
      !Index->EvaluateAsInt(Value, Context))
    return "?";
  return "[" + toString(Value.Val.getInt(), 10) + "]";
}

const CXXRecordDecl *receiverOf(const Stmt &S) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const Expr *Object =
      Call ? ignoreConversions(Call->getImplicitObjectArgument()) : nullptr;
  if (!Object)
    return nullptr;
  QualType T = Object->getType();
  return recordOrPattern(T->isPointerType() ? T->getPointeeType() : T);
}

bool hasRole(const FunctionDecl &Callee, const CXXRecordDecl *Receiver,
             model::Role R, const model::Model &M) {
  return any_of(calleeNames(Callee, Receiver),
                [&](const std::string &Name) { return M.has(R, Name); });
}

/// Goes outwards from an expression until something uses its value.
class Climb {
public:
  Climb(const Expr &E, ArrayRef<const Stmt *> Ancestors,
        const ASTContext &Context, const model::Model &M)
      : Context(Context), M(M), Child(&E), Above(Ancestors) {
    Result.Object = &E;
  }

  AwaitableUse run() {
    climb();
    // What only fills the object, or asks about what that gave.
    if (Change &&
        is_contained({Use::Lost, Use::Asked, Use::Disposed}, Result.What))
      return *Change;
    if (Change)
      Result = {Use::Lent, Change->By, Change->Object, Change->Element};
    return Result;
  }

private:
  void climb() {
    for (; !Above.empty(); Child = Above.back(), Above = Above.drop_back()) {
      if (isDiscarded(Child, Above)) {
        Result.What = Use::Lost;
        Result.By = Child;
        return;
      }
      std::optional<Use> What = useIn(*Above.back());
      if (!What)
        continue;
      if (!LostToComma) {
        Result.What = *What;
        Result.By = Above.back();
      }
      return;
    }
  }

  /// \p Call changes what the object holds, and its value is another way to
  /// that.
  std::nullopt_t change(const CallExpr &Call, Use What) {
    Change = {What, &Call, Result.Object, Result.Element, Result.AsRvalue};
    return reach(Call, "?");
  }

  /// What \p Parent does with Child; nullopt if it hands the value on.
  std::optional<Use> useIn(const Stmt &Parent) {
    if (isa<ParenExpr, FullExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
            CXXBindTemporaryExpr, CompoundStmt, StmtExpr>(Parent))
      return std::nullopt;
    if (const auto *Op = dyn_cast<BinaryOperator>(&Parent))
      return useIn(*Op);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&Parent))
      return Child == Choice->getCond() ? std::optional(Use::Lent)
                                        : std::nullopt;
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(&Parent)) {
      if (Cast->getType()->isVoidType())
        return Use::Disposed;
      Result.AsRvalue |= Cast->isXValue();
      IsForwarded |= Cast->isXValue(); // std::forward, spelt out.
      return std::nullopt;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(&Parent))
      return useIn(*Member);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(&Parent))
      return reach(*Subscript, indexText(Subscript->getIdx(), Context));
    if (const auto *Call = dyn_cast<CallExpr>(&Parent))
      return useIn(*Call);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(&Parent))
      return useIn(*Made);
    if (isa<CoawaitExpr, DependentCoawaitExpr>(Parent))
      return Use::Awaited;
    if (isa<ReturnStmt, CoreturnStmt>(Parent))
      return Use::Moved;
    return Use::Lent;
  }

  std::optional<Use> useIn(const BinaryOperator &Op) {
    if (Op.getOpcode() != BO_Comma)
      return Use::Lent;
    if (Child == Op.getLHS()) {
      LostToComma = true;
      Result.What = Use::Lost;
      Result.By = Child;
    }
    return std::nullopt;
  }

  std::optional<Use> useIn(const MemberExpr &Member) {
    if (isa<CXXMethodDecl>(Member.getMemberDecl()))
      return std::nullopt;                // Its call says more.
    if (isInStd(*Member.getMemberDecl())) // A std::pair's.
      return reach(Member, "." + Member.getMemberDecl()->getName().str());
    return Use::Lent;
  }

  /// The value is an element of what it was before.
  std::nullopt_t reach(const Expr &Access, const std::string &Step) {
    Result.Object = &Access;
    Result.Element += Step;
    return std::nullopt;
  }

  std::optional<Use> useIn(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return Use::Lent;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (Child == Call.getCallee())
      return Method ? asObject(Call, *Method) : std::optional(Use::Lent);
    unsigned Position = llvm::find(Call.arguments(), Child) - Call.arg_begin();
    if (isa<CXXOperatorCallExpr>(Call)) {
      if (Position == 0)
        return asOperand(Call, *Callee);
      if (Method && Method->isInstance())
        --Position;
    }
    if (isInStd(*Callee) && Callee->getIdentifier() && !Method &&
        Position == 0) {
      if (comesOutOf(Call, *Callee))
        return std::nullopt;
      if (Callee->getName() == "exchange")
        return Use::Emptied;
      if (Callee->getReturnType()->isArithmeticType() && looksAt(*Callee))
        return Use::Asked; // std::size, std::empty
    }
    return asArgument(*Callee, Position);
  }

  /// \p Callee can't change its first argument, as std::erase_if does.
  static bool looksAt(const FunctionDecl &Callee) {
    QualType T = Callee.getParamDecl(0)->getType();
    return !T->isReferenceType() || T->getPointeeType().isConstQualified();
  }

  /// It is the object of a call.
  std::optional<Use> asObject(const CallExpr &Call,
                              const CXXMethodDecl &Method) {
    if (isa<CXXConversionDecl>(Method))
      return Method.getReturnType()->isBooleanType() ? Use::Asked : Use::Lent;
    if (isInStd(Method)) {
      if (std::optional<Use> What = useByMember(Method)) {
        if (*What == Use::Filled && !Change)
          return change(Call, *What);
        return What;
      }
      StringRef Name = Method.getName();
      return reach(Call, Name == "at" && Call.getNumArgs() == 1
                             ? indexText(Call.getArg(0), Context)
                         : Name == "value" ? "*"
                                           : ("." + Name).str());
    }
    if (startsItsObject(Method) ||
        (Result.AsRvalue && Method.getRefQualifier() == RQ_RValue))
      return Use::Moved;
    return asksQuestion(Method) ? Use::Asked : Use::Lent;
  }

  /// It is the first operand of an overloaded operator.
  std::optional<Use> asOperand(const CallExpr &Call,
                               const FunctionDecl &Callee) {
    OverloadedOperatorKind Operator = Callee.getOverloadedOperator();
    if (Operator == OO_Equal && !Change)
      return change(Call, Result.Element.empty() ? Use::Assigned : Use::Filled);
    if (isInStd(Callee) && Operator == OO_Subscript)
      return reach(Call, indexText(Call.getArg(1), Context));
    if (isInStd(Callee) && (Operator == OO_Star || Operator == OO_Arrow))
      return reach(Call, "*");
    bool Asks =
        is_contained({OO_Exclaim, OO_EqualEqual, OO_ExclaimEqual}, Operator) &&
        Callee.getReturnType()->isBooleanType();
    return Asks ? Use::Asked : asArgument(Callee, 0);
  }

  /// \p Call, of a function of the standard library, gives its argument or an
  /// element of it back.
  bool comesOutOf(const CallExpr &Call, const FunctionDecl &Callee) {
    StringRef Name = Callee.getName();
    if (Call.getNumArgs() != 1)
      return false;
    if (is_contained({"move", "forward", "as_const", "move_if_noexcept"},
                     Name)) {
      Result.AsRvalue |= Call.isXValue();
      IsForwarded |= Name == "forward";
      return true;
    }
    const TemplateArgumentList *Args = Callee.getTemplateSpecializationArgs();
    if (Name != "get" || !Args || Args->size() == 0)
      return false;
    bool HasIndex = Args->get(0).getKind() == TemplateArgument::Integral;
    reach(Call, HasIndex
                    ? "[" + toString(Args->get(0).getAsIntegral(), 10) + "]"
                    : "?");
    return true;
  }

  /// It is what parameter \p Position of \p Callee is made of or bound to.
  Use asArgument(const FunctionDecl &Callee, unsigned Position) {
    if (isa<CXXMethodDecl>(Callee) && isa<CXXOperatorCallExpr>(Above.back()) &&
        Callee.getOverloadedOperator() == OO_Equal && !Result.AsRvalue)
      return Use::Copied;
    QualType T = Position < Callee.getNumParams()
                     ? Callee.getParamDecl(Position)->getType()
                     : QualType();
    if (!T.isNull() && T->isRValueReferenceType() && Result.AsRvalue) {
      // Who takes a reference and answers with a truth value may say whether
      // it took the value; who is forwarded one may only look at it.
      bool MayLeave = IsForwarded || Callee.getReturnType()->isBooleanType();
      return MayLeave ? Use::Lent : Use::Moved;
    }
    return startsTasks(Callee) ? Use::Started : Use::Lent;
  }

  std::optional<Use> useIn(const CXXConstructExpr &Made) {
    const CXXConstructorDecl &Constructor = *Made.getConstructor();
    if (Constructor.isCopyConstructor())
      return Use::Copied;
    if (Constructor.isMoveConstructor())
      return Use::Moved;
    unsigned Position = llvm::find(Made.arguments(), Child) - Made.arg_begin();
    if (Position >= Constructor.getNumParams())
      return Use::Lent;
    return asArgument(Constructor, Position);
  }

  /// Given a task, it starts that one: its object is a group.
  bool startsItsObject(const CXXMethodDecl &Method) const {
    return startsTasks(Method) &&
           none_of(Method.parameters(), [](const ParmVarDecl *Parameter) {
             return isAwaitable(Parameter->getType());
           });
  }

  bool startsTasks(const FunctionDecl &Callee) const {
    const CXXRecordDecl *Receiver = receiverOf(*Above.back());
    return hasRole(Callee, Receiver, model::Role::Spawn, M) ||
           hasRole(Callee, Receiver, model::Role::Combinator, M);
  }

  const ASTContext &Context;
  const model::Model &M;
  const Stmt *Child;
  ArrayRef<const Stmt *> Above;
  AwaitableUse Result;
  /// What it is by the way: `co_await std::move(t = f())`.
  std::optional<AwaitableUse> Change;
  bool LostToComma = false;
  bool IsForwarded = false;
};

} // namespace

AwaitableUse useOf(const Expr &E, ArrayRef<const Stmt *> Ancestors,
                   const ASTContext &Context, const model::Model &M) {
  return Climb(E, Ancestors, Context, M).run();
}

bool hasRole(const CallExpr &Call, model::Role R, const model::Model &M) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && hasRole(*Callee, receiverOf(Call), R, M);
}

bool isDiscarded(const Stmt *Child, ArrayRef<const Stmt *> Ancestors) {
  const Stmt *Parent = Ancestors.back();
  if (!isValueLost(*Parent, Child))
    return false;
  const auto *Block = dyn_cast<CompoundStmt>(Parent);
  bool IsValueBlock = Block && Ancestors.size() > 1 &&
                      isa<StmtExpr>(Ancestors.drop_back().back());
  return !IsValueBlock || Child != Block->body_back();
}

} // namespace corolint
