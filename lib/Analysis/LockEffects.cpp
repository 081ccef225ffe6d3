// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LockEffects.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Graphs.h"
#include "Analysis/HeldLocks.h"
#include "Analysis/LockTypes.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;
using corolint::model::LockAct;

namespace corolint {
namespace {

bool isOfSystem(const Decl &D) {
  return D.getASTContext().getSourceManager().isInSystemHeader(D.getLocation());
}

/// Looks for anything that has to do with locks.
class LockFinder : public RecursiveASTVisitor<LockFinder> {
public:
  explicit LockFinder(LockEffects &Effects) : Effects(Effects) {}
  bool Found = false;

  bool shouldVisitImplicitCode() const { return true; }

  bool VisitVarDecl(VarDecl *Var) {
    Found |= Effects.mayHold(Var->getType());
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (auto Locks = lockCall(*Call, Effects.model()))
      Found |= Locks->Act != LockAct::Access && Locks->Act != LockAct::Mutex;
    else if (const FunctionDecl *Callee = Call->getDirectCallee())
      Found |= Effects.touchesLocks(*Callee);
    Found |= Call->isPRValue() && Effects.mayHold(Call->getType());
    return !Found;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    Found |= Effects.mayHold(Construct->getType()) ||
             Effects.touchesLocks(*Construct->getConstructor());
    return !Found;
  }

private:
  LockEffects &Effects;
};

} // namespace

bool LockEffects::touchesLocks(const FunctionDecl &F) {
  const FunctionDecl *Definition = F.getDefinition();
  if (!Definition)
    return false;
  auto [Known, New] = Touches.try_emplace(Definition, false);
  if (!New || !Definition->getBody() || isOfSystem(*Definition))
    return Known->second;
  LockFinder Finder(*this);
  Finder.TraverseDecl(const_cast<FunctionDecl *>(Definition));
  return Touches[Definition] = Finder.Found;
}

const LockOutcomes *LockEffects::outcomes(const FunctionDecl &F) {
  const FunctionDecl *Definition = F.getDefinition();
  if (!Definition || Definition->isDependentContext() ||
      !touchesLocks(*Definition) || coroutineBody(*Definition))
    return nullptr;
  auto [Known, New] = Outcomes.try_emplace(Definition);
  if (New) {
    auto Solved = std::make_unique<LockOutcomes>(
        solveLocks(*Definition, buildGraph(*Definition).get(), *this).Outcomes);
    Outcomes[Definition] = std::move(Solved);
  }
  return Outcomes[Definition].get();
}

bool LockEffects::givesBackAtEnd(const CXXRecordDecl *R) {
  const CXXRecordDecl *Definition = R ? R->getDefinition() : nullptr;
  const CXXDestructorDecl *Destructor =
      Definition ? Definition->getDestructor() : nullptr;
  const LockOutcomes *Ways = Destructor ? outcomes(*Destructor) : nullptr;
  return Ways && any_of(*Ways, [](const LockOutcome &Way) {
           return !Way.GivenBack.empty();
         });
}

bool LockEffects::likelyHolds(QualType T) {
  const CXXRecordDecl *R = T->isPointerType() ? nullptr : lockClass(T);
  if (!R || !mayHold(T))
    return false;
  if (isGuard(R, M) || givesBackAtEnd(R))
    return true;
  auto HasFullGuard = [&](QualType Part) {
    const CXXRecordDecl *Class = lockClass(Part);
    return isAlwaysLocked(Class, M) ||
           (Class && !isGuard(Class, M) && likelyHolds(Part));
  };
  if (auto Wrapped = wrappedTypes(R, M); !Wrapped.empty())
    return any_of(Wrapped,
                  [&](QualType Inner) { return isGuard(lockClass(Inner), M); });
  const CXXRecordDecl *Definition = R->getDefinition();
  return Definition &&
         (any_of(Definition->fields(),
                 [&](const FieldDecl *Field) {
                   return mayHold(Field->getType()) &&
                          HasFullGuard(Field->getType());
                 }) ||
          any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
            return mayHold(Base.getType()) && HasFullGuard(Base.getType());
          }));
}

bool LockEffects::mayHold(QualType T) {
  if (T.isNull() || T->isReferenceType() || T->isPointerType())
    return false;
  if (const clang::ArrayType *Array = T->getAsArrayTypeUnsafe())
    return mayHold(Array->getElementType());
  const CXXRecordDecl *R = lockClass(T);
  if (!R)
    return false;
  auto [Known, New] = Holds.try_emplace(R, false);
  if (!New)
    return Known->second;
  bool Result = isGuard(R, M) ||
                any_of(wrappedTypes(R, M),
                       [&](QualType Inner) { return mayHold(Inner); }) ||
                givesBackAtEnd(R);
  const CXXRecordDecl *Definition = R->getDefinition();
  if (!Result && Definition && !isInStd(*R)) {
    Result = any_of(Definition->fields(), [&](const FieldDecl *Field) {
      return mayHold(Field->getType());
    });
    Result |= any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
      return mayHold(Base.getType());
    });
  }
  return Holds[R] = Result;
}

} // namespace corolint
