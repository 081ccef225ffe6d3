// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/DanglingTasks.h"
#include "Analysis/Awaitable.h"
#include "Analysis/AwaitableUse.h"
#include "Analysis/Coroutine.h"
#include "Analysis/DroppedAwaitables.h"
#include "Analysis/Evaluation.h"
#include "Analysis/LazyCalls.h"
#include "Analysis/Names.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class Finder {
public:
  Finder(const FunctionDecl &F, const model::Model &M, TaskHolders &Holders,
         function_ref<const LocalFates &()> Fates)
      : F(F), M(M), Holders(Holders), Fates(Fates) {}

  void run(function_ref<void(const DanglingTask &)> Visit) {
    forEachExpression(F, [&](const Expr &E, ArrayRef<const Stmt *> Ancestors) {
      if (const CallExpr *Call = asLazyCall(E, M))
        made(*Call, Ancestors);
      else if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
        named(*Ref, Ancestors);
      if (const auto *Call = dyn_cast<CallExpr>(&E);
          Call && Call->isCallToStdMove())
        if (const VarDecl *Var = variable(*Call->getArg(0)))
          Moved[Var].push_back(ignoreConversions(Call->getArg(0)));
    });
    for (DanglingTask &Task : Tasks)
      if (outlives(Task) && !isDropped(Task))
        Visit(Task);
  }

private:
  static bool sameClass(QualType A, QualType B) {
    const CXXRecordDecl *R = recordOrPattern(A);
    return R && R == recordOrPattern(B);
  }

  static const VarDecl *variable(const Expr &E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(&E));
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

  void made(const CallExpr &Call, ArrayRef<const Stmt *> Ancestors) {
    TaskDestination Goes = destinationOf(Call, Ancestors, M);
    // A coroutine that takes a task for its value may also go on as that.
    if (Goes.Where == TaskDestination::Returned && coroutineBody(F) &&
        !sameClass(awaitResultType(F.getReturnType()), Call.getType()))
      return;
    if (Goes.Where == TaskDestination::Kept ||
        Goes.Where == TaskDestination::Returned ||
        Goes.Where == TaskDestination::Spawned)
      Tasks.push_back({&Call, Call.getDirectCallee(), Goes, {}});
  }

  void named(const DeclRefExpr &Ref, ArrayRef<const Stmt *> Ancestors) {
    const ValueDecl *Called = Ref.getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(Called))
      Called = Binding->getDecomposedDecl();
    const auto *Var = dyn_cast<VarDecl>(Called);
    if (!Var || !Var->isLocalVarDecl())
      return;
    if (!Named.contains(Var)) {
      if (useOf(Ref, Ancestors, F.getASTContext(), M).What == Use::Disposed)
        return;
      Named.insert(Var);
    }
    QualType T = Var->getType().getNonReferenceType().getCanonicalType();
    auto [Holds, New] = Holders.try_emplace(T.getTypePtr(), false);
    if (New)
      Holds->second = holdsTask(Var->getType(), M);
    if (Holds->second &&
        destinationOf(Ref, Ancestors, M).Where == TaskDestination::Returned)
      ReturnedVariables.insert(Var);
  }

  /// Nobody awaits the variable that it is kept in, which is another check's
  /// matter.
  bool isDropped(const DanglingTask &Task) {
    const VarDecl *Kept = Task.Goes.Variable;
    if (!Kept || !Kept->hasLocalStorage() || Kept->isImplicit())
      return false;
    if (!Named.contains(Kept))
      return true;
    if (!Dropped) {
      Dropped.emplace();
      forEachDroppedAwaitable(Fates(), M, [&](const DroppedAwaitable &Drop) {
        Dropped->insert(Drop.Variable);
      });
    }
    return Dropped->contains(Kept);
  }

  /// Somebody takes over what the local \p R owns. That isn't who makes the
  /// task of `std::move(R)`, which only looks at it.
  bool isMovedElsewhere(const Referent &R) const {
    auto Found = Moved.find(R.Variable);
    return Found != Moved.end() && any_of(Found->second, [&](const Expr *Name) {
             return Name != R.Where;
           });
  }

  /// Fills in what dies.
  bool outlives(DanglingTask &Task) {
    const VarDecl *Kept = Task.Goes.Variable;
    if (ReturnedVariables.contains(Kept))
      Task.Goes.Where = TaskDestination::Returned;
    bool LeavesFunction = Task.Goes.Where == TaskDestination::Returned;
    forEachKept(*Task.Call, F, M, [&](const Referent &R) {
      bool Dies = R.What == Referent::Temporary ||
                  (R.What == Referent::Local && LeavesFunction &&
                   !(R.Owned && isMovedElsewhere(R)));
      if (Dies)
        Task.Dies.push_back(R);
    });
    return !Task.Dies.empty();
  }

  const FunctionDecl &F;
  const model::Model &M;
  TaskHolders &Holders;
  function_ref<const LocalFates &()> Fates;
  SmallVector<DanglingTask, 4> Tasks;
  /// The locals that something but their declaration names.
  SmallPtrSet<const VarDecl *, 8> Named;
  SmallPtrSet<const VarDecl *, 4> ReturnedVariables;
  /// Where `std::move` names each local.
  DenseMap<const VarDecl *, SmallVector<const Expr *, 1>> Moved;
  /// Those that forEachDroppedAwaitable() finds, once somebody has asked.
  std::optional<SmallPtrSet<const ValueDecl *, 4>> Dropped;
};

} // namespace

void forEachDanglingTask(const FunctionDecl &F, const model::Model &M,
                         TaskHolders &Holders,
                         function_ref<const LocalFates &()> Fates,
                         function_ref<void(const DanglingTask &)> Visit) {
  Finder(F, M, Holders, Fates).run(Visit);
}

} // namespace corolint
