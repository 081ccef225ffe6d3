// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Variables.h"
#include "Analysis/Evaluation.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {
/// Whether a body may give a variable or a part of it another value: assigns
/// it, or hands out its address or a reference to it.
class ReassignmentFinder : public RecursiveASTVisitor<ReassignmentFinder> {
public:
  explicit ReassignmentFinder(const VarDecl &Var) : Var(Var) {}
  bool Found = false;

  bool VisitBinaryOperator(BinaryOperator *Op) {
    Found |= Op->isAssignmentOp() && names(Op->getLHS());
    return !Found;
  }
  bool VisitUnaryOperator(UnaryOperator *Op) {
    Found |= (Op->getOpcode() == UO_AddrOf || Op->isIncrementDecrementOp()) &&
             names(Op->getSubExpr());
    return !Found;
  }
  bool VisitVarDecl(VarDecl *D) {
    Found |= isMutableReference(D->getType()) && names(D->getInit());
    return !Found;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    Found |= Call->isAssignmentOp() && names(Call->getArg(0));
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    return isa<CXXOperatorCallExpr>(Call) ||
           takes(Call->getDirectCallee(), *Call);
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    return takes(Construct->getConstructor(), *Construct);
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
  static bool isMutableReference(QualType T) {
    return T->isReferenceType() && !T->getPointeeType().isConstQualified();
  }
  template <class Call> bool takes(const FunctionDecl *Callee, const Call &C) {
    for (unsigned I = 0;
         Callee && I < Callee->getNumParams() && I < C.getNumArgs(); ++I)
      Found |= isMutableReference(Callee->getParamDecl(I)->getType()) &&
               names(C.getArg(I));
    return !Found;
  }
  /// \p E is the variable or a part of it.
  bool names(const Expr *E) const {
    E = ignoreConversions(E);
    for (;;) {
      const auto *Member = dyn_cast_or_null<MemberExpr>(E);
      const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(E);
      if (Member && !Member->isArrow())
        E = ignoreConversions(Member->getBase());
      else if (Element &&
               ignoreConversions(Element->getBase())->getType()->isArrayType())
        E = ignoreConversions(Element->getBase());
      else
        break;
    }
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
    return Ref && Ref->getDecl() == &Var;
  }
  const VarDecl &Var;
};
} // namespace

const ValueDecl *named(const Expr *E) {
  E = ignoreConversions(E);
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    return Ref->getDecl();
  const auto *Member = dyn_cast_or_null<MemberExpr>(E);
  return Member ? Member->getMemberDecl() : nullptr;
}

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

bool mentions(const Stmt &S, const ValueDecl &Var) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return Ref->getDecl() == &Var;
  return any_of(S.children(), [&](const Stmt *Child) {
    return Child && mentions(*Child, Var);
  });
}

const Expr *initializer(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  // `T Var{make()}`: the braces mean nothing.
  if (Init)
    if (const auto *Braces = dyn_cast<InitListExpr>(Init->IgnoreImplicit());
        Braces && Braces->isTransparent())
      return Braces->getInit(0);
  const auto *List = dyn_cast_or_null<ParenListExpr>(Init);
  if (!List)
    return Init;
  return List->getNumExprs() == 1 ? List->getExpr(0) : nullptr;
}

/// \p E without implicit conversions, or what it takes the address of.
static const Expr *pointedTo(const Expr *E) {
  E = ignoreConversions(E);
  const auto *Address = dyn_cast_or_null<UnaryOperator>(E);
  return Address && Address->getOpcode() == UO_AddrOf
             ? ignoreConversions(Address->getSubExpr())
             : E;
}

const Expr *keptValue(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(ignoreConversions(E));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Expr *Value = Var ? initializer(*Var) : nullptr;
  // `int n = n;`
  if (!Value || mentions(*Value, *Var))
    return nullptr;
  return !Var->getType()->isReferenceType() && keepsInitialValue(*Var)
             ? Value
             : nullptr;
}

const Expr *referredObject(const Expr *E) {
  E = pointedTo(E);
  while (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->isLocalVarDecl() || Var->isCXXForRangeDecl() ||
        !(Var->getType()->isReferenceType() ||
          (Var->getType()->isPointerType() && keepsInitialValue(*Var))))
      break;
    const Expr *Object = pointedTo(Var->getInit());
    if (!Object || Object->isTypeDependent() ||
        Object->getType()->isNullPtrType() ||
        (isa<DeclRefExpr>(Object) &&
         cast<DeclRefExpr>(Object)->getDecl() == Var))
      break;
    E = Object;
  }
  return E;
}

} // namespace corolint
