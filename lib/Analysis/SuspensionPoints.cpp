// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/SuspensionPoints.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Analysis/PathFacts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool isAwaitOrYield(const Stmt &S) {
  return isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S);
}

/// The member function that \p Part of a suspension calls on the awaiter, which
/// is an opaque value there; null if there is none.
static const FunctionDecl *calledOnAwaiter(const Stmt *Part) {
  if (!Part)
    return nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Part))
    if (isa<OpaqueValueExpr>(
            Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return Call->getMethodDecl();
  for (const Stmt *Child : Part->children())
    if (const FunctionDecl *Found = calledOnAwaiter(Child))
      return Found;
  return nullptr;
}

/// Awaiting an \p Awaiter never suspends, by what the class alone says.
static bool neverSuspends(const CXXRecordDecl *Awaiter) {
  if (anyOfClassAndBases(Awaiter, [](const CXXRecordDecl &Class) {
        return qualifiedName(Class) == "std::suspend_never";
      }))
    return true;
  for (const NamedDecl *D : membersNamed(Awaiter, "await_ready"))
    if (constantResult(D->getAsFunction()) == true)
      return true;
  return false;
}

const FunctionDecl *awaitSuspendOf(const Expr &E) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&E);
  return Suspend ? calledOnAwaiter(Suspend->getSuspendExpr()) : nullptr;
}

bool maySuspend(const Expr &E) {
  if (const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&E))
    return !neverSuspends(recordOrPattern(Dependent->getOperand()->getType()));
  const auto *Suspend = cast<CoroutineSuspendExpr>(&E);
  const FunctionDecl *Ready = calledOnAwaiter(Suspend->getReadyExpr());
  if (!Ready)
    return isa<CoyieldExpr>(Suspend) ||
           !neverSuspends(recordOrPattern(Suspend->getOperand()->getType()));
  if (neverSuspends(cast<CXXMethodDecl>(Ready)->getParent()) ||
      constantResult(Ready) == true)
    return false;
  const FunctionDecl *Resumes = awaitSuspendOf(E);
  return !Resumes || !Resumes->getReturnType()->isBooleanType() ||
         constantResult(Resumes) != false;
}

namespace {
class SuspensionFinder : public RecursiveASTVisitor<SuspensionFinder> {
public:
  explicit SuspensionFinder(function_ref<void(const Expr &)> Visit)
      : Visit(Visit) {}

  bool VisitExpr(Expr *E) {
    if (isAwaitOrYield(*E) && maySuspend(*E))
      Visit(*E);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    return all_of(Lambda->capture_inits(),
                  [&](Expr *Init) { return TraverseStmt(Init); });
  }
  bool TraverseDecl(Decl *D) {
    return isa_and_nonnull<TagDecl>(D) ||
           RecursiveASTVisitor<SuspensionFinder>::TraverseDecl(D);
  }

private:
  function_ref<void(const Expr &)> Visit;
};
} // namespace

void forEachSuspensionPoint(const FunctionDecl &F,
                            function_ref<void(const Expr &)> Visit) {
  if (coroutineBody(F))
    SuspensionFinder(Visit).TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
}

} // namespace corolint
