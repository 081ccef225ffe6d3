// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LockSteps.h"
#include "Analysis/Coroutine.h"
#include "Analysis/LockTypes.h"
#include "Analysis/LockValues.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;
using corolint::model::LockAct;

namespace corolint {
namespace {

/// The parts of suspensions that nobody wrote: their calls on the awaiter.
class AwaiterCallFinder : public RecursiveASTVisitor<AwaiterCallFinder> {
public:
  explicit AwaiterCallFinder(SmallPtrSetImpl<const Stmt *> &Calls)
      : Calls(Calls) {}
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) {
    for (const Expr *Part :
         {E->getReadyExpr(), E->getSuspendExpr(), E->getResumeExpr()})
      add(Part);
    return true;
  }

private:
  void add(const Stmt *Part) {
    if (!Part)
      return;
    Calls.insert(Part);
    for (const Stmt *Child : Part->children())
      add(Child);
  }
  SmallPtrSetImpl<const Stmt *> &Calls;
};

/// Finds the lambdas in an expression, and in what the variables in it were
/// made of.
class LambdaFinder : public RecursiveASTVisitor<LambdaFinder> {
public:
  explicit LambdaFinder(function_ref<void(const FunctionDecl &)> Visit)
      : Visit(Visit) {}
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    Visit(*Lambda->getCallOperator());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return !Var || !Var->hasLocalStorage() || !Seen.insert(Var).second ||
           TraverseStmt(const_cast<Expr *>(Var->getInit()));
  }

private:
  function_ref<void(const FunctionDecl &)> Visit;
  SmallPtrSet<const VarDecl *, 4> Seen;
};

/// The variable that \p E names, or null.
const VarDecl *variableNamed(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var ? Var->getCanonicalDecl() : nullptr;
}

} // namespace

void forEachPart(const ObjectPath &To, const Expr *Init,
                 function_ref<void(const Expr &, const ObjectPath &)> Visit) {
  Init = objectExpression(Init);
  if (!Init)
    return;
  if (const auto *Choice = dyn_cast<ConditionalOperator>(Init)) {
    forEachPart(To, Choice->getTrueExpr(), Visit);
    forEachPart(To, Choice->getFalseExpr(), Visit);
  } else if (const auto *Op = dyn_cast<BinaryOperator>(Init);
             Op && Op->isCommaOp()) {
    forEachPart(To, Op->getRHS(), Visit);
  } else if (const auto *New = dyn_cast<CXXNewExpr>(Init)) {
    forEachPart(To, New->getInitializer(), Visit);
  } else if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Init)) {
    forEachPart(To, List->getSubExpr(), Visit);
  } else if (const auto *List = dyn_cast<ParenListExpr>(Init)) {
    // What a template's lambda captures.
    for (unsigned I = 0; I < List->getNumExprs(); ++I)
      forEachPart(To, List->getExpr(I), Visit);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Init)) {
    for (const Expr *Capture : Lambda->capture_inits())
      forEachPart(To, Capture, Visit);
  } else if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    const auto *R = List->getType()->getAsCXXRecordDecl();
    unsigned Next = 0;
    if (R && R->hasDefinition())
      for (unsigned I = 0; I < R->getNumBases() && Next < List->getNumInits();
           ++I)
        forEachPart(To, List->getInit(Next++), Visit);
    auto Field = R && R->hasDefinition() ? R->field_begin()
                                         : RecordDecl::field_iterator();
    for (; Next < List->getNumInits(); ++Next) {
      bool InField = R && R->hasDefinition() && Field != R->field_end();
      forEachPart(InField ? To.member(Field->getIdentifier()) : To,
                  List->getInit(Next), Visit);
      if (InField)
        ++Field;
    }
  } else {
    Visit(*Init, To);
  }
}

LockSteps::LockSteps(const FunctionDecl &F, LockEffects &Effects)
    : F(F), Effects(Effects), M(Effects.model()), Context(F.getASTContext()) {
  AwaiterCallFinder(OfSuspensions)
      .TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
}

LockState LockSteps::entry() const {
  LockState State;
  auto Bring = [&](const VarDecl &Var) {
    if (!Effects.likelyHolds(Var.getType()))
      return;
    HeldLock Lock;
    Lock.Guard = ObjectPath(Var);
    Lock.Taken = Var.getLocation();
    Lock.GuardClass = lockClass(Var.getType());
    Lock.From = &Var;
    State.take(Lock);
  };
  for (const ParmVarDecl *Parameter : F.parameters())
    Bring(*Parameter);
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if (Method && Method->getParent()->isLambda())
    for (const LambdaCapture &Capture : Method->getParent()->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy)
        if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
            Var && Var->isInitCapture())
          Bring(*Var);
  return State;
}

ObjectPath LockSteps::path(const Expr *E) const {
  return objectPath(E, Context, M);
}

void LockSteps::adopt(const ObjectPath &To, const Expr *Init,
                      LockState &State) {
  if (!State.Locks.empty())
    forEachPart(To, Init, [&](const Expr &Part, const ObjectPath &Where) {
      State.move(ObjectPath(Part), Where);
    });
}

void LockSteps::step(const CFGElement &Element, LockState &State,
                     std::vector<LockState> &Into) {
  Forks = &Into;
  if (auto S = Element.getAs<CFGStmt>())
    return statement(*S->getStmt(), State);
  if (auto Init = Element.getAs<CFGInitializer>()) {
    const CXXCtorInitializer *I = Init->getInitializer();
    ObjectPath To = ObjectPath::thisObject();
    if (I->isAnyMemberInitializer())
      To = To.member(I->getAnyMember()->getIdentifier());
    adopt(To, I->getInit(), State);
  } else if (auto Dtor = Element.getAs<CFGAutomaticObjDtor>()) {
    endVariable(*Dtor->getVarDecl(), State);
  } else if (auto End = Element.getAs<CFGLifetimeEnds>()) {
    endVariable(*End->getVarDecl(), State);
  } else if (auto Temporary = Element.getAs<CFGTemporaryDtor>()) {
    forEachPart({}, Temporary->getBindTemporaryExpr(),
                [&](const Expr &Part, const ObjectPath &) {
                  State.end(ObjectPath(Part));
                });
  }
}

void LockSteps::statement(const Stmt &S, LockState &State) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var, State);
    State.Expressions.clear();
  } else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    if (!OfSuspensions.contains(Call))
      call(*Call, State);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    construct(*Construct, State);
  } else if (const auto *Op = dyn_cast<BinaryOperator>(&S)) {
    if (const VarDecl *Var =
            Op->isAssignmentOp() ? variableNamed(Op->getLHS()) : nullptr)
      assignVariable(*Var, *Op, State);
  } else if (const auto *Op = dyn_cast<UnaryOperator>(&S)) {
    // Another value from now on, or from whoever gets its address.
    if (Op->isIncrementDecrementOp() || Op->getOpcode() == UO_AddrOf)
      if (const VarDecl *Var = variableNamed(Op->getSubExpr()))
        State.Variables.erase(Var);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(&S)) {
    if (const Expr *Value = Return->getRetValue()) {
      adopt(ObjectPath::result(), Value, State);
      State.Result = valueOf(Value, State, Context);
    }
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&S)) {
    State.end(path(Delete->getArgument()));
  }
}

void LockSteps::assignVariable(const VarDecl &Var, const BinaryOperator &Op,
                               LockState &State) {
  State.Variables.erase(&Var);
  if (Op.getOpcode() != BO_Assign)
    return;
  if (auto Value = valueOf(Op.getRHS(), State, Context))
    State.Variables[&Var] = *Value;
  adopt(ObjectPath(Var), Op.getRHS(), State);
}

void LockSteps::endVariable(const VarDecl &Var, LockState &State) {
  State.end(ObjectPath(Var));
  // An object that was made of a lambda and does something at its end, such as
  // a scope guard, calls the lambda.
  const CXXRecordDecl *R = lockClass(Var.getType());
  if (R && !R->isLambda() && R->hasDefinition() && !R->hasTrivialDestructor())
    mayCall(Var.getInit(), State);
}

void LockSteps::mayCall(const Expr *Made, LockState &State) {
  if (!Made || State.Locks.empty())
    return;
  LambdaFinder([&](const FunctionDecl &Lambda) {
    if (const LockOutcomes *Ways = Effects.outcomes(Lambda))
      for (const LockOutcome &Way : *Ways)
        for (const ObjectPath &Given : Way.GivenBack)
          State.giveBack(Given);
  }).TraverseStmt(const_cast<Expr *>(Made));
}

void LockSteps::declare(const VarDecl &Var, LockState &State) {
  const Expr *Init = Var.getInit();
  State.Variables.erase(Var.getCanonicalDecl());
  if (!Init)
    return;
  adopt(ObjectPath(Var), Init, State);
  if (Init->isTypeDependent() || Var.getType()->isDependentType() ||
      Var.getType()->isUndeducedType())
    declareDependent(Var, State);
  if (Var.hasLocalStorage() && Var.getType()->isScalarType())
    if (auto Value = valueOf(Init, State, Context))
      State.Variables[Var.getCanonicalDecl()] = *Value;
}

/// In a template that nobody instantiates there are no constructor calls.
void LockSteps::declareDependent(const VarDecl &Var, LockState &State) {
  SmallVector<const Expr *, 4> Args;
  const Expr *Init = objectExpression(Var.getInit());
  const CXXRecordDecl *R = lockClass(Var.getType());
  if (const auto *List = dyn_cast<ParenListExpr>(Init)) {
    append_range(Args, const_cast<ParenListExpr *>(List)->exprs());
  } else if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    append_range(Args, List->inits());
  } else if (const auto *Call = dyn_cast<CXXUnresolvedConstructExpr>(Init)) {
    append_range(Args, Call->arguments());
    R = lockClass(Call->getTypeAsWritten());
  } else {
    Args.push_back(Init);
  }
  if (R && isGuard(R, M) && !Var.getType()->isReferenceType())
    makeGuard(ObjectPath(Var), R, Args, nullptr, Var.getLocation(), State);
}

} // namespace corolint
