// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LockTypes.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/NeededBodies.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;
using corolint::model::LockAct;
using corolint::model::LockRole;
using corolint::model::LockType;

namespace corolint {

const CXXRecordDecl *lockClass(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const auto *Deduced = T->getAs<DeducedTemplateSpecializationType>())
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Deduced->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return recordOrPattern(T);
}

namespace {

/// The template arguments of \p R that are types, packs expanded.
SmallVector<QualType, 2> typeArguments(const CXXRecordDecl *R) {
  SmallVector<QualType, 2> Types;
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  if (!Spec)
    return Types;
  auto Add = [&](const TemplateArgument &Arg) {
    if (Arg.getKind() == TemplateArgument::Type)
      Types.push_back(Arg.getAsType());
  };
  for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
    if (Arg.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &Element : Arg.getPackAsArray())
        Add(Element);
    else
      Add(Arg);
  return Types;
}

/// The members of \p R for \p Act, by the entry for every mutex.
SmallVector<const CXXMethodDecl *, 2>
membersFor(const CXXRecordDecl *R, LockAct Act, const model::Model &M) {
  SmallVector<const CXXMethodDecl *, 2> Methods;
  if (const LockType *Any = M.lockType("*"))
    for (const auto &[Of, Name] : Any->Members)
      if (Of == Act)
        for (const NamedDecl *D : membersNamed(R, Name))
          if (const auto *Method =
                  dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction()))
            Methods.push_back(Method);
  return Methods;
}

/// Looks for what a function that takes a lock can't do without.
class WaitFinder : public RecursiveASTVisitor<WaitFinder> {
public:
  WaitFinder(const model::Model &M, unsigned Depth) : M(M), Depth(Depth) {}
  bool Found = false;

  bool VisitStmt(Stmt *S) {
    Found |= isa<WhileStmt, DoStmt, ForStmt, AtomicExpr, AsmStmt>(S);
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    const Stmt *Body = bodyInSight(*Callee);
    if (lockCall(*Call, M) || !Body) {
      Found = true;
    } else if (Depth > 0) {
      WaitFinder Inner(M, Depth - 1);
      Inner.TraverseStmt(const_cast<Stmt *>(Body));
      Found |= Inner.Found;
    }
    return !Found;
  }

private:
  const model::Model &M;
  unsigned Depth;
};

/// \p Method can be seen not to wait for anything: it takes no lock, whatever
/// its name.
bool seenNotToWait(const CXXMethodDecl &Method, const model::Model &M) {
  const Stmt *Body = bodyInSight(Method);
  if (!Body)
    return false;
  WaitFinder Finder(M, /*Depth=*/2);
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  return !Finder.Found;
}

bool isLockResult(QualType T) {
  return T->isVoidType() || T->isIntegralOrEnumerationType();
}

/// No thread owns the lock of a \p R: it is taken with `co_await`, or there is
/// none.
bool isUnowned(const CXXRecordDecl *R, const model::Model &M) {
  if (anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
        if (!M.mayNameClass(Class.getName()))
          return false;
        std::string Name = qualifiedName(Class);
        return M.has(model::Role::AsyncMutex, Name) ||
               M.has(model::Role::UnownedMutex, Name);
      }))
    return true;
  auto Locks = membersFor(R, LockAct::Lock, M);
  return any_of(Locks, [](const CXXMethodDecl *Lock) {
    return isAwaitable(Lock->getReturnType());
  });
}

/// \p R, which the model doesn't know, has the members of a mutex, and can't
/// be seen to be something else.
bool isMutexByMembers(const CXXRecordDecl *R, const model::Model &M) {
  auto Locks = membersFor(R, LockAct::Lock, M);
  auto Unlocks = membersFor(R, LockAct::Unlock, M);
  if (Locks.empty() || Unlocks.empty() || isUnowned(R, M))
    return false;
  return all_of(Locks, [&](const CXXMethodDecl *Lock) {
    return isLockResult(Lock->getReturnType()) &&
           Lock->getMinRequiredArguments() == 0 && !seenNotToWait(*Lock, M);
  });
}

/// The model's entry for \p R itself (may be null), or null.
const LockType *listedType(const CXXRecordDecl *R, const model::Model &M) {
  return R && M.mayNameClass(R->getName()) ? M.lockType(qualifiedName(*R))
                                           : nullptr;
}

/// The model's entry for \p R or a base of it, or null.
const LockType *lockTypeOf(const CXXRecordDecl *R, const model::Model &M) {
  const LockType *Found = nullptr;
  anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
    Found = listedType(&Class, M);
    return Found != nullptr;
  });
  return Found;
}

bool isScopedLockable(const CXXRecordDecl &R) {
  const CXXRecordDecl *Definition = definitionOrPattern(&R);
  return (Definition ? *Definition : R).hasAttr<ScopedLockableAttr>();
}

/// What \p F says of its object's lock with an attribute.
std::optional<LockCall> attributedCall(const FunctionDecl &F) {
  LockCall Result;
  if (const auto *A = F.getAttr<AcquireCapabilityAttr>(); A && !A->args_size())
    Result.Act = LockAct::Lock;
  else if (const auto *A = F.getAttr<ReleaseCapabilityAttr>();
           A && !A->args_size())
    Result.Act = LockAct::Unlock;
  else if (const auto *A = F.getAttr<TryAcquireCapabilityAttr>();
           A && !A->args_size()) {
    Result.Act = LockAct::TryLock;
    bool Success;
    if (A->getSuccessValue()->EvaluateAsBooleanCondition(Success,
                                                         F.getASTContext()) &&
        !Success)
      Result.Success = 0;
  } else
    return std::nullopt;
  return Result;
}

/// The name of \p Method, of a conversion with the type as it was written.
std::string writtenName(const CXXMethodDecl &Method) {
  const TypeSourceInfo *Type = isa<CXXConversionDecl>(Method)
                                   ? Method.getNameInfo().getNamedTypeInfo()
                                   : nullptr;
  if (!Type || Type->getType()->isBooleanType())
    return Type ? "operator bool" : unqualifiedName(Method);
  return "operator " + Type->getType().getAsString();
}

/// What member \p Name of class \p R does. \p Method is null in templates.
std::optional<LockCall> memberAct(const CXXRecordDecl *R, StringRef Name,
                                  const CXXMethodDecl *Method,
                                  const model::Model &M) {
  if (!R)
    return std::nullopt;
  std::optional<LockCall> Result;
  bool OfWrapper = false;
  if (M.mayNameLock(Name))
    anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
      if (auto Act = M.lockMember(qualifiedName(Class) + "::" + Name.str())) {
        Result.emplace().Act = *Act;
        OfWrapper = isWrapper(&Class, M);
      }
      return Result.has_value();
    });
  // What is derived from a container is no lock, whatever that may hold.
  if (OfWrapper && !isWrapper(R, M))
    return std::nullopt;
  if (!Result && Method)
    Result = attributedCall(*Method);
  if (!Result && M.mayNameLock(Name) && !lockTypeOf(R, M))
    if (auto Act = M.lockMember("*::" + Name.str());
        Act && isMutexByMembers(R, M))
      Result.emplace().Act = *Act;
  if (!Result)
    return std::nullopt;
  const LockType *Type = lockTypeOf(R, M);
  if (!isWrapper(R, M) && isUnowned(R, M))
    return std::nullopt;
  if (Type && Type->Is == LockRole::Guard && !isGuard(R, M))
    return std::nullopt;
  // `int try_lock()` of a library may say success otherwise, but none does.
  Result->ReportsSuccess = Result->Act == LockAct::TryLock;
  return Result;
}

std::optional<LockCall> functionAct(const CallExpr &Call,
                                    const FunctionDecl &Callee,
                                    const model::Model &M) {
  if (!Callee.getIdentifier() || !M.mayNameLock(Callee.getName()))
    return std::nullopt;
  const model::LockFunction *F = M.lockFunction(qualifiedName(Callee));
  if (!F || (F->CLinkage && !Callee.isInExternCContext()))
    return std::nullopt;
  LockCall Result;
  Result.Act = F->Does;
  Result.Success = F->Success;
  Result.ReportsSuccess =
      F->Does == LockAct::TryLock || (F->Does == LockAct::Lock && F->Success);
  if (!F->Arg)
    append_range(Result.Targets, Call.arguments());
  else if (*F->Arg < Call.getNumArgs())
    Result.Targets.push_back(Call.getArg(*F->Arg));
  return Result;
}

/// The class of \p T or of what it points to is one of \p Names or derives from
/// one.
bool isOneOf(QualType T, ArrayRef<std::string> Names) {
  return anyOfClassAndBases(lockClass(T), [&](const CXXRecordDecl &Class) {
    return is_contained(Names, qualifiedName(Class));
  });
}

} // namespace

std::optional<LockCall> lockCall(const CallExpr &Call, const model::Model &M) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    const Expr *Object = Member->getImplicitObjectArgument();
    if (!Method || !Object)
      return std::nullopt;
    auto Result = memberAct(lockClass(ignoreConversions(Object)->getType()),
                            writtenName(*Method), Method, M);
    if (Result)
      Result->Object = Object;
    return Result;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const auto *Method =
        dyn_cast_or_null<CXXMethodDecl>(Operator->getDirectCallee());
    if (!Method || Operator->getOperator() == OO_Call)
      return std::nullopt;
    auto Result =
        memberAct(lockClass(ignoreConversions(Operator->getArg(0))->getType()),
                  unqualifiedName(*Method), nullptr, M);
    if (Result)
      Result->Object = Operator->getArg(0);
    return Result;
  }
  // In a template that nobody instantiates.
  const Expr *Callee = Call.getCallee()->IgnoreParens();
  const Expr *Object = nullptr;
  std::string Name;
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    Object = Member->isImplicitAccess() ? nullptr : Member->getBase();
    Name = Member->getMember().getAsString();
  } else if (const auto *Overloads = dyn_cast<UnresolvedMemberExpr>(Callee)) {
    Object = Overloads->isImplicitAccess() ? nullptr : Overloads->getBase();
    Name = Overloads->getMemberName().getAsString();
  } else if (const FunctionDecl *F = Call.getDirectCallee()) {
    return functionAct(Call, *F, M);
  }
  if (!Object)
    return std::nullopt;
  auto Result = memberAct(lockClass(Object->getType()), Name, nullptr, M);
  if (Result)
    Result->Object = Object;
  return Result;
}

bool isKnownGuard(const CXXRecordDecl *R, const model::Model &M) {
  const LockType *Type = listedType(R, M);
  if (!Type || Type->Is != LockRole::Guard)
    return isScopedLockable(*R);
  SmallVector<QualType, 2> Mutexes = typeArguments(R);
  return Mutexes.empty() || any_of(Mutexes, [&](QualType Mutex) {
           return !isUnowned(recordOrPattern(Mutex), M);
         });
}

bool isGuard(const CXXRecordDecl *R, const model::Model &M) {
  return anyOfClassAndBases(
      R, [&](const CXXRecordDecl &Class) { return isKnownGuard(&Class, M); });
}

bool isAlwaysLocked(const CXXRecordDecl *R, const model::Model &M) {
  const LockType *Type = listedType(R, M);
  return Type && isKnownGuard(R, M) && Type->Defer.empty() &&
         Type->Members.empty();
}

bool isMutex(const CXXRecordDecl *R, const model::Model &M) {
  if (!R)
    return false;
  const LockType *Type = lockTypeOf(R, M);
  return Type ? Type->Is == LockRole::Mutex && !isUnowned(R, M)
              : isMutexByMembers(R, M);
}

bool isWrapper(const CXXRecordDecl *R, const model::Model &M) {
  const LockType *Type = listedType(R, M);
  return Type && Type->Is == LockRole::Wrapper;
}

SmallVector<QualType, 2> wrappedTypes(const CXXRecordDecl *R,
                                      const model::Model &M) {
  if (!isWrapper(R, M))
    return {};
  return typeArguments(R);
}

Taken takenBy(const CXXRecordDecl *R, ArrayRef<const Expr *> Args,
              const FunctionDecl *Constructor, const model::Model &M) {
  const LockType *Type = lockTypeOf(R, M);
  if (!Type || Type->Is != LockRole::Guard) {
    // A scoped_lockable, whose attributes say more than its arguments.
    if (!Constructor || Constructor->hasAttr<AcquireCapabilityAttr>())
      return Taken::Yes;
    if (Constructor->hasAttr<TryAcquireCapabilityAttr>())
      return Taken::Maybe;
    return Constructor->hasAttr<LocksExcludedAttr>() ||
                   Constructor->hasAttr<ReleaseCapabilityAttr>()
               ? Taken::No
               : Taken::Yes;
  }
  bool Maybe = false, AnyMutex = false;
  for (const Expr *Arg : Args) {
    const Expr *Written = ignoreConversions(Arg);
    if (isOneOf(Written->getType(), Type->Defer))
      return Taken::No;
    if (isOneOf(Written->getType(), Type->Try))
      Maybe = true;
    else if (!isOneOf(Written->getType(), Type->Adopt))
      AnyMutex |=
          !Written->getType()->isNullPtrType() &&
          !isa<CXXNullPtrLiteralExpr, GNUNullExpr, IntegerLiteral>(Written);
  }
  return !AnyMutex ? Taken::No : Maybe ? Taken::Maybe : Taken::Yes;
}

SmallVector<const Expr *, 2> mutexArguments(const CXXRecordDecl *R,
                                            ArrayRef<const Expr *> Args,
                                            const model::Model &M) {
  const LockType *Type = lockTypeOf(R, M);
  SmallVector<const Expr *, 2> Mutexes;
  for (const Expr *Arg : Args) {
    QualType T = ignoreConversions(Arg)->getType();
    bool IsTag = Type && (isOneOf(T, Type->Defer) || isOneOf(T, Type->Try) ||
                          isOneOf(T, Type->Adopt));
    if (!IsTag && !T->isBuiltinType())
      Mutexes.push_back(Arg);
  }
  return Mutexes;
}

bool defers(const CXXRecordDecl *R, ArrayRef<const Expr *> Args,
            const model::Model &M) {
  const LockType *Type = lockTypeOf(R, M);
  return Type && any_of(Args, [&](const Expr *Arg) {
           return isOneOf(ignoreConversions(Arg)->getType(), Type->Defer);
         });
}

bool adopts(const CXXRecordDecl *R, ArrayRef<const Expr *> Args,
            const model::Model &M) {
  const LockType *Type = lockTypeOf(R, M);
  return Type && any_of(Args, [&](const Expr *Arg) {
           return isOneOf(ignoreConversions(Arg)->getType(), Type->Adopt);
         });
}

} // namespace corolint
