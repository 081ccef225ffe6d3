// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Accesses.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Variables.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool overlap(ArrayRef<const Decl *> A, ArrayRef<const Decl *> B) {
  size_t Common = std::min(A.size(), B.size());
  return Common > 0 && A.take_front(Common) == B.take_front(Common);
}

bool anyOverlap(ArrayRef<AccessPath> A, ArrayRef<AccessPath> B) {
  return any_of(A, [&](const AccessPath &Left) {
    return any_of(
        B, [&](const AccessPath &Right) { return overlap(Left, Right); });
  });
}

static bool isMoveOrForward(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  return F && F->isInStdNamespace() && F->getIdentifier() &&
         (F->getName() == "move" || F->getName() == "forward") &&
         Call.getNumArgs() == 1;
}

static AccessPath pathOfVariable(const ValueDecl &D, const VarDecl *Index) {
  if (const auto *Binding = dyn_cast<BindingDecl>(&D))
    return {Binding->getDecomposedDecl()};
  const auto *Var = dyn_cast<VarDecl>(&D);
  if (!Var)
    return {};
  // A local reference is another name for what it is bound to.
  if (Var->isLocalVarDecl() && Var->getType()->isReferenceType() &&
      Var->getInit() && !Var->isCXXForRangeDecl() && !Var->isImplicit())
    if (AccessPath Path = pathOf(*Var->getInit(), Index); !Path.empty())
      return Path;
  return {Var};
}

AccessPath pathOf(const Expr &Written, const VarDecl *Index) {
  const Expr *E = ignoreConversions(&Written);
  if (isa<CXXThisExpr>(E))
    return {nullptr};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return pathOfVariable(*Ref->getDecl(), Index);
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isa<VarDecl>(Member->getMemberDecl()))
      return {Member->getMemberDecl()};
    AccessPath Path = pathOf(*Member->getBase(), Index);
    if (!Path.empty())
      Path.push_back(Member->getMemberDecl());
    return Path;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return pathOf(*Unary->getSubExpr(), Index);
  bool ByIndex = false;
  const Expr *Of = nullptr;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    Of = Subscript->getBase();
    ByIndex = Index && mentions(*Subscript->getIdx(), *Index);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    Of = Operator->getArg(0);
    ByIndex = Operator->getOperator() == OO_Subscript && Index &&
              mentions(*Operator->getArg(1), *Index);
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    Of = Call->getImplicitObjectArgument();
    ByIndex = Index && any_of(Call->arguments(), [&](const Expr *Arg) {
                return mentions(*Arg, *Index);
              });
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (isMoveOrForward(*Call))
      return pathOf(*Call->getArg(0), Index);
    // Called again, it gives the same object, unless that is a new one.
    if (const FunctionDecl *F = Call->getDirectCallee();
        F && !F->isInStdNamespace() &&
        (Call->isLValue() || Call->getType()->isPointerType()))
      return {F->getCanonicalDecl()};
  } else if (const auto *Copy = dyn_cast<CXXConstructExpr>(E);
             Copy && Copy->getConstructor()->isCopyOrMoveConstructor()) {
    return pathOf(*Copy->getArg(0), Index);
  }
  if (!Of || ByIndex)
    return {};
  return pathOf(*Of, Index);
}

namespace {

bool isMutable(QualType T) {
  return (T->isReferenceType() || T->isPointerType()) &&
         !T->getPointeeType().isConstQualified() &&
         !T->getPointeeType()->isFunctionType();
}

/// A value of class \p R shares what it gives access to: a shared owner, an
/// iterator, a span, and not a container.
bool sharesMutable(const CXXRecordDecl *R) {
  if (!R || !R->hasDefinition() || R->hasAttr<OwnerAttr>() || R->isLambda())
    return false;
  if (any_of(R->bases(), [](const CXXBaseSpecifier &Base) {
        return sharesMutable(Base.getType()->getAsCXXRecordDecl());
      }))
    return true;
  return any_of(R->methods(), [](const CXXMethodDecl *Method) {
    bool Gives = is_contained({OO_Star, OO_Arrow, OO_Subscript},
                              Method->getOverloadedOperator()) ||
                 (Method->getIdentifier() &&
                  is_contained({"data", "get"}, Method->getName()));
    return Gives && isMutable(Method->getReturnType());
  });
}

/// A function with a parameter of type \p T may write what it is given.
bool mayWriteThrough(QualType T) {
  return isMutable(T) ||
         sharesMutable(T.getNonReferenceType()->getAsCXXRecordDecl());
}

class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(const VarDecl *Index) : Index(Index) {}
  Accesses Found;

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    read(*E);
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *E) {
    read(*E);
    return true;
  }
  /// `a.b.c` reads that, not all of `a`.
  bool TraverseMemberExpr(MemberExpr *E) {
    const Expr *Base = ignoreConversions(E->getBase());
    while (const auto *Inner = dyn_cast<MemberExpr>(Base))
      Base = ignoreConversions(Inner->getBase());
    if (isa<FieldDecl>(E->getMemberDecl()) &&
        isa<DeclRefExpr, CXXThisExpr>(Base)) {
      read(*E);
      return true;
    }
    return RecursiveASTVisitor::TraverseMemberExpr(E);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) {
    for (auto [Capture, Init] : zip(E->captures(), E->capture_inits())) {
      if (Capture.capturesThis() || Capture.getCaptureKind() == LCK_ByRef)
        write(*Init);
      TraverseStmt(Init);
    }
    return true;
  }
  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    return TraverseStmt(E->getOperand());
  }
  bool TraverseCoreturnStmt(CoreturnStmt *S) {
    return TraverseStmt(S->getOperand());
  }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isAssignmentOp())
      write(*E->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->isIncrementDecrementOp())
      write(*E->getSubExpr());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call))
      read(*Call);
    if (isMoveOrForward(*Call)) {
      write(*Call->getArg(0));
      return true;
    }
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    const Expr *Object = nullptr;
    unsigned First = 0;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      Object = Member->getImplicitObjectArgument();
    else if (Method && isa<CXXOperatorCallExpr>(Call))
      Object = Call->getArg(First++);
    if (Object && Method)
      object(*Object, *Method);
    QualType T = Callee ? Callee->getType() : Call->getCallee()->getType();
    if (const auto *Pointer = T->getAs<clang::PointerType>())
      T = Pointer->getPointeeType();
    if (const auto *Proto = T->getAs<FunctionProtoType>())
      for (unsigned I = First;
           I < Call->getNumArgs() && I - First < Proto->getNumParams(); ++I)
        if (mayWriteThrough(Proto->getParamType(I - First)))
          write(*Call->getArg(I));
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    const CXXConstructorDecl *Ctor = E->getConstructor();
    if (!Ctor->isCopyOrMoveConstructor())
      for (unsigned I = 0; I < E->getNumArgs() && I < Ctor->getNumParams(); ++I)
        if (isMutable(Ctor->getParamDecl(I)->getType()))
          write(*E->getArg(I));
    return true;
  }

private:
  void object(const Expr &Object, const CXXMethodDecl &Method) {
    const CXXRecordDecl *Class = Method.getParent();
    // Access, not change.
    bool Accesses = is_contained({OO_Star, OO_Arrow, OO_Subscript},
                                 Method.getOverloadedOperator());
    if (!Method.isConst() && !Class->isLambda() && !Method.isStatic() &&
        !Accesses)
      write(Object);
    if (!Class->isLambda())
      return;
    for (const LambdaCapture &Capture : Class->captures())
      if (Capture.capturesThis())
        Found.Writes.push_back({nullptr});
      else if (Capture.capturesVariable() &&
               Capture.getCaptureKind() == LCK_ByRef)
        Found.Writes.push_back(
            pathOfVariable(*Capture.getCapturedVar(), Index));
    if (!Method.isConst())
      write(Object);
  }

  void read(const Expr &E) { add(Found.Reads, E); }
  void write(const Expr &E) { add(Found.Writes, E); }
  void add(SmallVectorImpl<AccessPath> &To, const Expr &E) {
    if (AccessPath Path = pathOf(E, Index); !Path.empty())
      To.push_back(std::move(Path));
  }

  const VarDecl *Index;
};

} // namespace

Accesses accessesOf(const Stmt &S, const VarDecl *Index) {
  Collector Of(Index);
  Of.TraverseStmt(const_cast<Stmt *>(&S));
  return std::move(Of.Found);
}

} // namespace corolint
