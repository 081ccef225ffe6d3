// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/NeededBodies.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/InlineCallables.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// \p F is one of the functions that [expr.await] and
/// [dcl.fct.def.coroutine] call, answers a question about an awaitable,
/// makes or destroys one.
static bool isPartOfAwaiting(const FunctionDecl &F) {
  static constexpr StringRef Names[] = {"await_ready",     "await_suspend",
                                        "await_resume",    "await_transform",
                                        "initial_suspend", "final_suspend"};
  if (F.getOverloadedOperator() == OO_Coawait ||
      (F.getIdentifier() && is_contained(Names, F.getName())))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  QualType T = F.getReturnType();
  bool MayBe =
      isa<CXXConstructorDecl>(F)
          ? F.getNumParams() == 1
          : F.param_empty() && (T->isBooleanType() || T->isEnumeralType() ||
                                isa<CXXDestructorDecl>(F));
  return Method && MayBe &&
         isAwaitable(QualType(Method->getParent()->getTypeForDecl(), 0));
}

/// \p F takes a lock, if it does what its name says ([thread.req.lockable]).
static bool isLock(const FunctionDecl &F) {
  return isa<CXXMethodDecl>(F) && F.getIdentifier() &&
         (F.getName() == "lock" || F.getName() == "lock_shared");
}

/// \p F may stand for a constant in a condition (isNeverTaken).
static bool mayBeConstantCondition(const FunctionDecl &F) {
  return F.param_empty() && F.getReturnType()->isBooleanType() &&
         !isa<CXXMethodDecl>(F);
}

/// An argument of type \p T may be something to call. In a template it may be
/// as soon as the caller chooses the type.
static bool mayBeCallable(QualType T) {
  if (const auto *Pack = T->getAs<PackExpansionType>())
    T = Pack->getPattern();
  return T.getNonReferenceType()->isTemplateTypeParmType() || isCallable(T);
}

bool needsBody(const FunctionDecl &F) {
  if (const FunctionDecl *Pattern = F.getTemplateInstantiationPattern())
    return needsBody(*Pattern);
  ASTContext &Context = F.getASTContext();
  if (!Context.getSourceManager().isInSystemHeader(F.getLocation()))
    return true;
  if (isPartOfAwaiting(F) || isLock(F) || mayBeConstantCondition(F) ||
      promiseOfReturnType(F.getReturnType(), Context))
    return true;
  if (isInStd(F) && F.isDependentContext())
    return true;
  return any_of(F.parameters(), [](const ParmVarDecl *Parameter) {
    return mayBeCallable(Parameter->getType());
  });
}

const Stmt *bodyInSight(const FunctionDecl &F) {
  const FunctionDecl *Definition = F.getDefinition();
  return Definition && needsBody(*Definition) ? Definition->getBody() : nullptr;
}

} // namespace corolint
