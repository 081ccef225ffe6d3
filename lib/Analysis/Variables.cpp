// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Variables.h"
#include "Analysis/Evaluation.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {
/// Whether a body may give a variable another value: assigns it, or hands out
/// its address or a reference to it.
class ReassignmentFinder : public RecursiveASTVisitor<ReassignmentFinder> {
public:
  explicit ReassignmentFinder(const VarDecl &Var) : Var(Var) {}
  bool Found = false;

  bool VisitBinaryOperator(BinaryOperator *Op) {
    Found |= Op->isAssignmentOp() && names(Op->getLHS());
    return !Found;
  }
  bool VisitUnaryOperator(UnaryOperator *Op) {
    Found |= Op->getOpcode() == UO_AddrOf && names(Op->getSubExpr());
    return !Found;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    Found |= Call->isAssignmentOp() && names(Call->getArg(0));
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    for (unsigned I = 0;
         Callee && I < Callee->getNumParams() && I < Call->getNumArgs() &&
         !isa<CXXOperatorCallExpr>(Call);
         ++I) {
      QualType T = Callee->getParamDecl(I)->getType();
      Found |= T->isReferenceType() &&
               !T->getPointeeType().isConstQualified() &&
               names(Call->getArg(I));
    }
    return !Found;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const Expr *Object = Call->getImplicitObjectArgument();
    // A call through a pointer leaves the pointer as it is.
    Found |= Method && !Method->isConst() && names(Object) &&
             !Object->getType()->isPointerType();
    return !Found;
  }

private:
  bool names(const Expr *E) const {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(ignoreConversions(E));
    return Ref && Ref->getDecl() == &Var;
  }
  const VarDecl &Var;
};
} // namespace

bool keepsInitialValue(const VarDecl &Var) {
  if (Var.getType().isConstQualified() || Var.getType()->isReferenceType())
    return true;
  const auto *Around = dyn_cast<FunctionDecl>(Var.getDeclContext());
  if (!Var.isLocalVarDecl() || !Around || !Around->getBody())
    return false;
  ReassignmentFinder Finder(Var);
  Finder.TraverseStmt(Around->getBody());
  return !Finder.Found;
}

const Expr *initializer(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  const auto *List = dyn_cast_or_null<ParenListExpr>(Init);
  if (!List)
    return Init;
  return List->getNumExprs() == 1 ? List->getExpr(0) : nullptr;
}

} // namespace corolint
