// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/UnstartedTasks.h"
#include "Analysis/Accesses.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/LazyCalls.h"
#include "Analysis/Names.h"
#include "Analysis/TaskDestination.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The variable that \p E is of, and where that is an element of a range-for
/// (`*__begin`, which comes of `__range`), what it is an element of.
static void forEachOwner(const Expr &E,
                         function_ref<void(const VarDecl *)> Visit) {
  AccessPath Path = pathOf(E);
  for (unsigned Hops = 0; !Path.empty() && Hops < 4; ++Hops) {
    const auto *Var = dyn_cast_or_null<VarDecl>(Path.front());
    if (!Var)
      return;
    Visit(Var);
    bool OfRange = Var->isCXXForRangeDecl() || Var->isImplicit();
    Path = OfRange && Var->getInit() ? pathOf(*Var->getInit()) : AccessPath();
  }
}

UnstartedTasks::UnstartedTasks(const FunctionDecl &F, const model::Model &M)
    : M(M), Library(frameworkOf(F, M)) {
  forEachExpression(F, [&](const Expr &E, ArrayRef<const Stmt *> Ancestors) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    if (!Call)
      return;
    if (isListed(model::Role::Spawn, *Call, M))
      started(Ancestors);
    mayBeStartedBy(*Call);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      noteMoves(*Member);
  });
  for (auto [From, Into] : Moves)
    if (Started.contains(From))
      Started.insert(Into);
}

bool UnstartedTasks::has(const CoawaitExpr &Await) const {
  QualType T = Await.getOperand()->getType();
  return isLazyCoroutineType(T.getNonReferenceType(), M) && !isTimer(Await) &&
         !givesLock(Await) && !isStarted(Await);
}

/// `ts.push_back(std::move(t))`: what has been started stays so.
void UnstartedTasks::noteMoves(const CXXMemberCallExpr &Call) {
  AccessPath Into = pathOf(*Call.getImplicitObjectArgument());
  for (const Expr *Argument : Call.arguments())
    if (const auto *Move = dyn_cast<CallExpr>(ignoreConversions(Argument));
        Move && Move->isCallToStdMove() && !Into.empty())
      if (AccessPath From = pathOf(*Move->getArg(0)); !From.empty())
        Moves.emplace_back(From.front(), Into.front());
}

/// What a spawn function gives, within \p Ancestors, is in a variable then.
void UnstartedTasks::started(ArrayRef<const Stmt *> Ancestors) {
  for (const Stmt *Parent : reverse(Ancestors)) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(Parent))
      Started.insert(Declaration->decl_begin(), Declaration->decl_end());
    const Expr *Into = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Parent))
      Into = Member->getImplicitObjectArgument();
    else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Parent);
             Assign && Assign->isAssignmentOp())
      Into = Assign->getArg(0);
    if (AccessPath Path = Into ? pathOf(*Into) : AccessPath(); !Path.empty())
      Started.insert(Path.front());
    if (!isa<Expr>(Parent))
      return;
  }
}

/// A task that is called to do something (`t.start()`), or given to somebody
/// who may, before it is awaited.
void UnstartedTasks::mayBeStartedBy(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    if (const CXXMethodDecl *Method = Member->getMethodDecl();
        Method && !Method->isConst() && !isa<CXXConversionDecl>(Method))
      mayBeStarted(*Member->getImplicitObjectArgument());
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Callee->isInStdNamespace() || isa<CXXOperatorCallExpr>(Call))
    return;
  for (const Expr *Argument : Call.arguments()) {
    const Expr *E = ignoreConversions(Argument);
    if (const auto *Address = dyn_cast<UnaryOperator>(E);
        Address && Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr();
    if (E->isLValue() && !Argument->getType().isConstQualified())
      mayBeStarted(*E);
  }
}

void UnstartedTasks::mayBeStarted(const Expr &Task) {
  if (isLazyCoroutineType(Task.getType(), M))
    forEachOwner(Task, [&](const VarDecl *Var) { Started.insert(Var); });
}

bool UnstartedTasks::isStarted(const CoawaitExpr &Await) const {
  bool Found = false;
  forEachOwner(*Await.getOperand(),
               [&](const VarDecl *Var) { Found |= Started.contains(Var); });
  return Found;
}

/// The framework's sleep is called like this.
bool UnstartedTasks::isTimer(const CoawaitExpr &Await) const {
  const auto *Call = dyn_cast<CallExpr>(ignoreConversions(Await.getOperand()));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() || !Library)
    return false;
  std::string Called = Callee->getName().str() + "(";
  auto Sleep = Library->Instead.find(model::Kind::Sleep);
  return StringRef(Library->TimerFor).contains(Called) ||
         (Sleep != Library->Instead.end() &&
          StringRef(Sleep->second).contains(Called));
}

bool UnstartedTasks::givesLock(const CoawaitExpr &Await) const {
  const CXXRecordDecl *R = recordOrPattern(Await.getType());
  return R && M.has(model::Role::AsyncMutex, qualifiedName(*R));
}

} // namespace corolint
