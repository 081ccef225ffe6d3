// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The steps of LockSteps.h that call or construct.
#include "Analysis/Evaluation.h"
#include "Analysis/LockSteps.h"
#include "Analysis/LockTypes.h"
#include "Analysis/LockValues.h"
#include "Analysis/Names.h"
#include "Analysis/NeededBodies.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;
using corolint::model::LockAct;

namespace corolint {

template <typename Range>
static SmallVector<const Expr *, 4> written(const Range &Arguments) {
  SmallVector<const Expr *, 4> Args;
  for (const Expr *Arg : Arguments)
    if (!isa<CXXDefaultArgExpr>(Arg))
      Args.push_back(Arg);
  return Args;
}

/// The guard class that a \p T is or wraps, or null.
const CXXRecordDecl *LockSteps::guardIn(QualType T) const {
  const CXXRecordDecl *R = lockClass(T);
  if (!R || isGuard(R, M))
    return R;
  for (QualType Inner : wrappedTypes(R, M))
    if (Effects.mayHold(Inner))
      return guardIn(Inner);
  return nullptr;
}

void LockSteps::makeGuard(const ObjectPath &Guard, const CXXRecordDecl *Class,
                          ArrayRef<const Expr *> Args,
                          const FunctionDecl *Constructor, SourceLocation At,
                          LockState &State) {
  Taken Takes = takenBy(Class, Args, Constructor, M);
  if (Takes == Taken::No)
    return;
  if (Takes == Taken::Maybe)
    fork(State);
  HeldLock Lock;
  Lock.Guard = Guard;
  Lock.Taken = At;
  Lock.GuardClass = Class;
  SmallVector<const Expr *, 2> Mutexes = mutexArguments(Class, Args, M);
  if (!Mutexes.empty()) {
    Lock.MutexExpr = Mutexes.front();
    Lock.Mutex = path(Lock.MutexExpr);
  }
  if (adopts(Class, Args, M))
    for (const Expr *Mutex : Mutexes)
      erase_if(State.Locks, [&](const HeldLock &Other) {
        return Other.Guard.empty() && Other.Mutex == path(Mutex);
      });
  State.take(std::move(Lock));
}

/// A copy or move takes over what the source holds. Says whether \p E is one.
bool LockSteps::constructByMove(const CXXConstructExpr &E, LockState &State) {
  SmallVector<const Expr *, 4> Args = written(E.arguments());
  if (Args.size() != 1)
    return false;
  bool Copies = E.getConstructor()->isCopyOrMoveConstructor();
  bool Converts =
      !Args.front()->isLValue() && isGuard(E.getConstructor()->getParent(), M);
  if (!Copies && !Converts)
    return false;
  if (State.Locks.empty() && !Effects.mayHold(E.getType()))
    return Copies;
  ObjectPath From = path(Args.front());
  if (State.holdsIn(From)) {
    State.move(From, ObjectPath(E));
    return true;
  }
  if (!Copies)
    return false;
  if (!Effects.mayHold(E.getType()))
    return true;
  // Out of a guard of the caller's or the object's, which may hold.
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(From.variable());
  bool OfCaller = Parameter && Parameter->getType()->isReferenceType();
  if (OfCaller || From.isThis())
    State.giveBack(From);
  if (OfCaller) {
    HeldLock Lock;
    Lock.Guard = ObjectPath(E);
    Lock.Taken = E.getLocation();
    Lock.GuardClass = lockClass(E.getType());
    Lock.From = Parameter;
    State.take(std::move(Lock));
  }
  return true;
}

void LockSteps::construct(const CXXConstructExpr &E, LockState &State) {
  if (constructByMove(E, State))
    return;
  const CXXConstructorDecl *Constructor = E.getConstructor();
  const CXXRecordDecl *R = Constructor->getParent();
  SmallVector<const Expr *, 4> Args = written(E.arguments());
  if (!wrappedTypes(R, M).empty())
    return put(ObjectPath(E), R, Args, E, State);
  if (isKnownGuard(R, M) ||
      (Constructor->isInheritingConstructor() && isGuard(R, M)))
    return makeGuard(ObjectPath(E), R, Args, Constructor, E.getLocation(),
                     State);
  if (const LockOutcomes *Ways = Effects.outcomes(*Constructor))
    return run({Constructor, ObjectPath(E), R, Args, &E}, *Ways, State);
  // Nobody knows what it does with its guards.
  bool IsHidden = !Constructor->isImplicit() && !Constructor->isDefaulted() &&
                  !bodyInSight(*Constructor);
  bool OnMutex = any_of(Args, [&](const Expr *Arg) {
    return isMutex(lockClass(ignoreConversions(Arg)->getType()), M);
  });
  if (IsHidden && Effects.mayHold(E.getType()) &&
      (OnMutex || Effects.likelyHolds(E.getType()))) {
    HeldLock Lock;
    Lock.Guard = ObjectPath(E);
    Lock.Taken = E.getLocation();
    Lock.GuardClass = R;
    State.take(std::move(Lock));
  }
  consume(Constructor, Args, State);
}

void LockSteps::call(const CallExpr &Call, LockState &State) {
  // Loops, and paths on which other locks are held, come here again.
  auto [Known, New] = LockCalls.try_emplace(&Call);
  if (New)
    Known->second = lockCall(Call, M);
  if (Known->second)
    return act(Call, *Known->second, State);
  const FunctionDecl *Callee = Call.getDirectCallee();
  SmallVector<const Expr *, 4> Args = written(Call.arguments());
  const Expr *Object = nullptr;
  const CXXRecordDecl *Class = nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Object = Member->getImplicitObjectArgument();
    Class = Member->getRecordDecl();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->isAssignmentOp() && Args.size() == 2)
      return assign(path(Args[0]), *Args[1], State);
    if (Operator->getOperator() == OO_Exclaim && guardIn(Args[0]->getType()))
      State.Expressions[&Call] =
          KnownValue::truth(!State.holdsIn(path(Args[0])));
    if (Method) {
      Object = Args.front();
      Class = Method->getParent();
      Args.erase(Args.begin());
    }
  }
  if (const LockOutcomes *Ways = Callee ? Effects.outcomes(*Callee) : nullptr)
    return run(
        {Callee, Object ? path(Object) : ObjectPath(), Class, Args, &Call},
        *Ways, State);
  if (Call.isPRValue() && Effects.mayHold(Call.getType()))
    guardFromCall(Call, Args, State);
  consume(Callee, Args, State);
  // Nobody knows what it does with lambdas.
  for (const Expr *Arg : Args)
    mayCall(Arg, State);
}

/// A guard that a function whose body can't be seen returns.
void LockSteps::guardFromCall(const CallExpr &Call, ArrayRef<const Expr *> Args,
                              LockState &State) {
  ObjectPath Result(Call);
  bool Handed = false;
  for (const Expr *Arg : Args)
    forEachPart(Result, Arg, [&](const Expr &Part, const ObjectPath &) {
      ObjectPath From = path(&Part);
      Handed |= State.holdsIn(From);
      State.move(From, Result);
    });
  if (Handed)
    return;
  const FunctionDecl *Callee = Call.getDirectCallee();
  const CXXRecordDecl *Class = lockClass(Call.getType());
  const CXXRecordDecl *Guard = guardIn(Call.getType());
  bool OfStd = Callee && isInStd(*Callee);
  bool IsWrapper = isWrapper(Class, M);
  if (Guard && (OfStd || !mutexArguments(Guard, Args, M).empty() ||
                defers(Guard, Args, M)))
    return makeGuard(Result, Guard, Args, nullptr, Call.getBeginLoc(), State);
  if (OfStd || !Effects.likelyHolds(Call.getType()))
    return;
  if (IsWrapper)
    fork(State);
  HeldLock Lock;
  Lock.Guard = Result;
  Lock.Taken = Call.getExprLoc();
  Lock.GuardClass = Class;
  State.take(std::move(Lock));
}

/// Arguments that are handed over are no longer held here.
void LockSteps::consume(const FunctionDecl *Callee, ArrayRef<const Expr *> Args,
                        LockState &State) {
  if (State.Locks.empty())
    return;
  bool AnyLetGo = any_of(
      State.Locks, [](const HeldLock &Lock) { return !Lock.Alias.empty(); });
  for (const Expr *Arg : Args) {
    bool ByValue = Arg->isPRValue() && Arg->getType()->isRecordType();
    if (ByValue || Arg->isXValue())
      forEachPart({}, Arg, [&](const Expr &Part, const ObjectPath &) {
        State.empty(path(&Part));
      });
    // A mutex that a guard let go of, for somebody else to unlock.
    if (!AnyLetGo)
      continue;
    ObjectPath Named = path(Arg);
    erase_if(State.Locks, [&](const HeldLock &Lock) {
      return !Named.empty() && Lock.Alias == Named;
    });
  }
}

void LockSteps::assign(const ObjectPath &To, const Expr &Value,
                       LockState &State) {
  State.empty(To);
  forEachPart(To, &Value, [&](const Expr &Part, const ObjectPath &Where) {
    State.move(path(&Part), Where);
  });
}

/// \p Object, a mutex or a guard, which \p Named names, is locked.
void LockSteps::take(const ObjectPath &Object, const Expr &Named,
                     const Expr &At, LockState &State) {
  const CXXRecordDecl *Class = lockClass(ignoreConversions(&Named)->getType());
  HeldLock Lock;
  Lock.Taken = At.getExprLoc();
  if (Effects.mayHold(ignoreConversions(&Named)->getType()) ||
      (Class && isGuard(Class, M))) {
    if (State.holdsIn(Object))
      return;
    Lock.Guard = Object;
    Lock.GuardClass = Class;
  } else {
    Lock.Mutex = Object;
    Lock.MutexExpr = &Named;
  }
  State.take(std::move(Lock));
}

/// \p Args are put into \p Wrapper, or make what it holds.
void LockSteps::put(const ObjectPath &Wrapper, const CXXRecordDecl *Class,
                    ArrayRef<const Expr *> Args, const Expr &At,
                    LockState &State) {
  bool Handed = false;
  for (const Expr *Arg : Args)
    forEachPart(Wrapper, Arg, [&](const Expr &Part, const ObjectPath &Where) {
      ObjectPath From = path(&Part);
      Handed |= State.holdsIn(From);
      State.move(From, Where);
    });
  if (Handed || Args.empty() || defers(Class, Args, M))
    return;
  for (QualType Inner : wrappedTypes(Class, M))
    if (Effects.mayHold(Inner))
      if (const CXXRecordDecl *Guard = guardIn(Inner); Guard)
        if (!Effects.mayHold(Args.front()->getType()))
          return makeGuard(Wrapper, Guard, Args, nullptr, At.getExprLoc(),
                           State);
}

void LockSteps::act(const CallExpr &Call, const LockCall &Locks,
                    LockState &State) {
  if (Locks.Object)
    return actOnObject(Call, Locks, State);
  switch (Locks.Act) {
  case LockAct::Lock:
  case LockAct::TryLock: {
    if (Locks.ReportsSuccess) {
      LockState Failed = State;
      Failed.Expressions[&Call] =
          Locks.Success ? KnownValue::isNot(*Locks.Success) : KnownValue::is(0);
      fork(std::move(Failed));
      State.Expressions[&Call] =
          Locks.Success ? KnownValue::is(*Locks.Success) : KnownValue::isNot(0);
    }
    for (const Expr *Target : Locks.Targets)
      take(path(Target), *Target, Locks.Targets.size() > 1 ? *Target : Call,
           State);
    break;
  }
  case LockAct::Unlock:
    for (const Expr *Target : Locks.Targets)
      State.giveBack(path(Target));
    break;
  case LockAct::Swap:
    if (Locks.Targets.size() == 2)
      State.swap(path(Locks.Targets[0]), path(Locks.Targets[1]));
    break;
  case LockAct::MakeGuard:
    if (!Locks.Targets.empty()) {
      HeldLock Lock;
      Lock.Guard = ObjectPath(Call);
      Lock.Mutex = path(Locks.Targets.front());
      Lock.MutexExpr = Locks.Targets.front();
      Lock.Taken = Call.getExprLoc();
      State.take(std::move(Lock));
    }
    break;
  default:
    break;
  }
}

void LockSteps::actOnObject(const CallExpr &Call, const LockCall &Locks,
                            LockState &State) {
  ObjectPath Object = path(Locks.Object);
  const CXXRecordDecl *Class =
      lockClass(ignoreConversions(Locks.Object)->getType());
  bool IsWrapper = isWrapper(Class, M);
  SmallVector<const Expr *, 4> Args = written(Call.arguments());
  switch (Locks.Act) {
  case LockAct::Lock:
  case LockAct::TryLock:
    if (IsWrapper) {
      if (Args.empty())
        State.empty(Object);
      return put(Object, Class, Args, Call, State);
    }
    if (Locks.Act == LockAct::TryLock) {
      LockState Failed = State;
      Failed.Expressions[&Call] = KnownValue::truth(Locks.Success == 0);
      fork(std::move(Failed));
      State.Expressions[&Call] = KnownValue::truth(Locks.Success != 0);
    }
    // folly::Synchronized: the result is the guard.
    if (!Call.getType()->isVoidType() &&
        !Call.getType()->isIntegralOrEnumerationType() &&
        !Call.isTypeDependent()) {
      if (!Call.getType()->isRecordType())
        return;
      HeldLock Lock;
      Lock.Guard = ObjectPath(Call);
      Lock.Mutex = Object;
      Lock.MutexExpr = Locks.Object;
      Lock.GuardClass = lockClass(Call.getType());
      Lock.Taken = Call.getExprLoc();
      return State.take(std::move(Lock));
    }
    return take(Object, *Locks.Object, Call, State);
  case LockAct::Unlock:
    return IsWrapper ? State.empty(Object) : State.giveBack(Object);
  case LockAct::Release:
    return IsWrapper ? State.empty(Object) : State.release(Object);
  case LockAct::Held:
    // Of a guard of the caller's, or an empty wrapper, nothing is known.
    if (State.holdsIn(Object))
      State.Expressions[&Call] = KnownValue::truth(true);
    else if (const VarDecl *Var = Object.variable();
             Var && !IsWrapper && Var->hasLocalStorage() &&
             !Var->getType()->isReferenceType())
      State.Expressions[&Call] = KnownValue::truth(false);
    return;
  case LockAct::Swap:
    if (Args.size() == 1)
      State.swap(Object, path(Args.front()));
    return;
  default:
    return;
  }
}

/// \p Path of \p C's function as its caller names it; empty for what is gone
/// when it returns.
ObjectPath LockSteps::translate(const ObjectPath &Path, const Callee &C) const {
  if (Path.isThis())
    return C.Class && C.Class->isLambda() ? Path : Path.moved({}, C.Object);
  if (Path.isResult())
    return Path.moved({}, ObjectPath(*C.Whole));
  if (Path.isTemporary())
    return {};
  const VarDecl *Var = Path.variable();
  if (!Var || !Var->hasLocalStorage())
    return Path;
  const auto *Parameter = dyn_cast<ParmVarDecl>(Var);
  const FunctionDecl *Definition = C.Function->getDefinition();
  if (Parameter && Parameter->getDeclContext() == Definition) {
    unsigned I = Parameter->getFunctionScopeIndex();
    return I < C.Args.size() ? Path.moved({}, path(C.Args[I])) : ObjectPath();
  }
  // A lambda's captured variables are its caller's.
  return Definition && Definition->Encloses(Var->getDeclContext())
             ? ObjectPath()
             : Path;
}

void LockSteps::apply(const Callee &C, const LockOutcome &Way,
                      const LockState &Before, LockState &State) {
  for (const ObjectPath &Given : Way.GivenBack)
    if (ObjectPath Object = translate(Given, C); !Object.empty())
      State.giveBack(Object);
  for (HeldLock Lock : Way.Locks) {
    bool Guarded = !Lock.Guard.empty();
    Lock.Guard = translate(Lock.Guard, C);
    Lock.Mutex = translate(Lock.Mutex, C);
    Lock.Alias = ObjectPath();
    if (Guarded ? Lock.Guard.empty() : Lock.Mutex.empty())
      continue;
    if (Lock.From) {
      ObjectPath Argument = translate(ObjectPath(*Lock.From), C);
      auto Known = find_if(Before.Locks, [&](const HeldLock &Other) {
        return Other.Guard.isWithin(Argument);
      });
      if (Known == Before.Locks.end())
        continue;
      Lock.Taken = Known->Taken;
      Lock.Mutex = Known->Mutex;
      Lock.MutexExpr = Known->MutexExpr;
      Lock.From = Known->From;
    } else {
      Lock.Taken = C.Whole->getExprLoc();
    }
    if (!Guarded && Effects.givesBackAtEnd(C.Class)) {
      Lock.Guard = C.Object;
      Lock.GuardClass = C.Class;
    }
    State.take(std::move(Lock));
  }
  if (Way.Result)
    State.Expressions[valueExpression(C.Whole)] = *Way.Result;
}

void LockSteps::run(const Callee &C, const LockOutcomes &Ways,
                    LockState &State) {
  const LockState Before = State;
  consume(C.Function, C.Args, State);
  const LockState After = State;
  for (size_t I = 0; I < Ways.size(); ++I) {
    LockState Next = After;
    apply(C, Ways[I], Before, Next);
    if (I == 0)
      State = std::move(Next);
    else
      fork(std::move(Next));
  }
}

} // namespace corolint
