// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Referents.h"
#include "Analysis/InlineCallables.h"
#include "Analysis/Names.h"
#include "Analysis/Owners.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class Walk {
public:
  Walk(const FunctionDecl &F, function_ref<void(const Referent &)> Visit)
      : F(F), Visit(Visit) {}

  /// What a reference bound to \p E refers to.
  void reference(const Expr *E) {
    if (++Steps > 64)
      return;
    if (E->isPRValue())
      return value(E);
    E = E->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return reference(Full->getSubExpr());
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return reference(Cast->getSubExpr());
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      return materialized(*Temporary);
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      return reference(Default->getExpr());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return member(*Member);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      return value(Subscript->getBase());
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_Deref ? value(Unary->getSubExpr())
                                            : reference(Unary->getSubExpr());
    if (const auto *Binary = dyn_cast<BinaryOperator>(E))
      return reference(Binary->getOpcode() == BO_Comma ? Binary->getRHS()
                                                       : Binary->getLHS());
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      reference(Choice->getTrueExpr());
      return reference(Choice->getFalseExpr());
    }
    if (const auto *List = dyn_cast<InitListExpr>(E);
        List && List->getNumInits() == 1)
      return reference(List->getInit(0));
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return variable(*Ref);
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return result(*Call);
  }

  /// What the value of \p E refers to.
  void value(const Expr *E) {
    if (++Steps > 64)
      return;
    E = E->IgnoreParens();
    if (E->isGLValue())
      return viewed(E);
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return value(Full->getSubExpr());
    if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      return value(Bound->getSubExpr());
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return Cast->getCastKind() == CK_ArrayToPointerDecay
                 ? reference(Cast->getSubExpr())
                 : value(Cast->getSubExpr());
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      return value(Default->getExpr());
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      return reference(List->getSubExpr());
    if (const auto *List = dyn_cast<InitListExpr>(E))
      return aggregate(*List);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E);
        Unary && Unary->getOpcode() == UO_AddrOf)
      return reference(Unary->getSubExpr());
    if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
      if (Binary->getLHS()->getType()->isPointerType() &&
          Binary->isAdditiveOp())
        value(Binary->getLHS());
      if (Binary->getOpcode() == BO_Comma)
        value(Binary->getRHS());
      return;
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      value(Choice->getTrueExpr());
      return value(Choice->getFalseExpr());
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return construct(*Construct);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return captures(*Lambda);
    if (isa<CXXThisExpr>(E))
      return thisObject(*E);
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return result(*Call);
  }

private:
  /// In a lambda `this` is what that captured, which may be a copy.
  void thisObject(const Expr &E) {
    if (!isLambdaCallOperator(&F) || copies(nullptr))
      found({Referent::This, &E});
  }

  /// F is a lambda's, which holds a copy of \p Var, or of `*this` for null.
  bool copies(const ValueDecl *Var) const {
    return isLambdaCallOperator(&F) &&
           any_of(cast<CXXMethodDecl>(F).getParent()->captures(),
                  [&](const LambdaCapture &C) {
                    return Var ? C.capturesVariable() &&
                                     C.getCapturedVar() == Var &&
                                     C.getCaptureKind() == LCK_ByCopy &&
                                     !Var->getType()->isReferenceType()
                               : C.getCaptureKind() == LCK_StarThis;
                  });
  }

  void found(Referent R) {
    R.Owned = Owned;
    Visit(R);
  }

  void materialized(const MaterializeTemporaryExpr &E) {
    if (const auto *Var = dyn_cast_or_null<VarDecl>(E.getExtendingDecl())) {
      if (Var->hasLocalStorage() && !Var->isImplicit())
        found({Referent::Local, &E, Var});
      return;
    }
    if (E.getStorageDuration() == SD_FullExpression && hasContent(E.getType()))
      found({Referent::Temporary, E.getSubExpr()});
  }

  /// Nobody misses a function object in which there is nothing: a lambda that
  /// has captured nothing, a std::less.
  static bool hasContent(QualType T) {
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    return !Class || !Class->hasDefinition() || !Class->isEmpty() ||
           !Class->hasTrivialDestructor() || !isCallable(T);
  }

  void member(const MemberExpr &E) {
    const auto *Field = dyn_cast<FieldDecl>(E.getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return;
    E.isArrow() ? value(E.getBase()) : reference(E.getBase());
  }

  /// \p Ref names it, and a reference is bound to it.
  void variable(const DeclRefExpr &Ref) {
    const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
    if (Ref.refersToEnclosingVariableOrCapture())
      return copies(Ref.getDecl()) ? found({Referent::This, &Ref})
                                   : found({Referent::Captured, &Ref, Var});
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref.getDecl()))
      Var = Binding->getType()->isReferenceType()
                ? nullptr
                : dyn_cast<VarDecl>(Binding->getDecomposedDecl());
    if (!Var || !Var->hasLocalStorage() || Var->getDeclContext() != &F)
      return;
    if (!Var->getType()->isReferenceType())
      return found({Referent::Local, &Ref, Var});
    if (isa<ParmVarDecl>(Var))
      return found({Referent::Parameter, &Ref, Var});
    if (Var->isCXXForRangeDecl())
      element(*Var);
    else if (Var->getInit())
      reference(Var->getInit());
  }

  /// \p Variable, of a range-for, is a reference to an element: to a part of
  /// the range, where that owns its elements.
  void element(const VarDecl &Variable) {
    const Expr *Init = Variable.getInit();
    Init = Init ? Init->IgnoreImplicit() : nullptr;
    const Expr *Begin = nullptr; // `__begin`, in `*__begin`
    if (const auto *Pointed = dyn_cast_or_null<UnaryOperator>(Init))
      Begin = Pointed->getSubExpr();
    else if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Init))
      Begin = Call->getArg(0);
    const auto *Ref =
        Begin ? dyn_cast<DeclRefExpr>(Begin->IgnoreImpCasts()) : nullptr;
    const auto *Iterator = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Iterator || !Iterator->isImplicit() || !Iterator->getInit())
      return;
    const Expr *Range = Iterator->getInit()->IgnoreImplicit();
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Range))
      Range = Call->getImplicitObjectArgument()->IgnoreImpCasts();
    if (isa<DeclRefExpr>(Range) &&
        (Range->getType()->isArrayType() || isOwner(Range->getType())))
      reference(Range);
  }

  /// \p E is an lvalue; its value, a pointer or a view, refers to something.
  void viewed(const Expr *E) {
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      return value(Temporary->getSubExpr());
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return value(Cast->getSubExpr());
    if (const auto *Call = dyn_cast<CallExpr>(E);
        Call && Call->isCallToStdMove())
      return value(Call->getArg(0));
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->hasLocalStorage() || Var->getDeclContext() != &F ||
        Ref->refersToEnclosingVariableOrCapture())
      return;
    if (isa<ParmVarDecl>(Var)) {
      if (isView(Var->getType()) || Var->getType()->isPointerType())
        found({Referent::Parameter, Ref, Var});
      return;
    }
    if (Var->getInit() && !Var->isCXXForRangeDecl() && keepsInitialValue(*Var))
      // Its temporaries have died before; Clang itself warns of that.
      viewedBy(*Var);
  }

  void viewedBy(const VarDecl &Var) {
    Walk(F, [&](const Referent &R) {
      if (R.What != Referent::Temporary)
        Visit(R);
    }).value(Var.getInit());
  }

  void aggregate(const InitListExpr &List) {
    const auto *Record = List.getType()->getAsCXXRecordDecl();
    if (!Record) {
      for (const Expr *Init : List.inits())
        value(Init);
      return;
    }
    unsigned Index = Record->getNumBases();
    for (unsigned Base = 0; Base < Index && Base < List.getNumInits(); ++Base)
      value(List.getInit(Base));
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (Index >= List.getNumInits())
        return;
      member(*Field, List.getInit(Index++));
    }
  }

  void member(const FieldDecl &Field, const Expr *Init) {
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init))
      Init = Default->getExpr();
    Field.getType()->isReferenceType() ? reference(Init) : value(Init);
  }

  void construct(const CXXConstructExpr &E) {
    const CXXConstructorDecl *Ctor = E.getConstructor();
    for (unsigned I = 0; I < E.getNumArgs() && I < Ctor->getNumParams(); ++I)
      if (Ctor->getParamDecl(I)->hasAttr<LifetimeBoundAttr>())
        argument(E.getArg(I));
    if (E.getNumArgs() == 0)
      return;
    const Expr *First = E.getArg(0);
    if (sameClass(First->getType(), E.getType()) &&
        Ctor->isCopyOrMoveConstructor())
      return value(First);
    // A callable wraps a lambda, which has its captures.
    if (const auto *Lambda = dyn_cast<LambdaExpr>(First->IgnoreImplicit()))
      return captures(*Lambda);
    if (isView(E.getType()))
      viewOf(First, isInStd(*Ctor));
  }

  /// A view is made of \p E: a pointer, another view, or what owns what it
  /// sees.
  void viewOf(const Expr *E, bool ByStandard) {
    QualType T = E->getType();
    if (E->isPRValue() || isView(T))
      return value(E);
    bool Owns = isOwner(T) || T->isArrayType();
    if (Owns || !ByStandard)
      reference(E);
  }

  void captures(const LambdaExpr &Lambda) {
    for (auto [Capture, Init] :
         zip(Lambda.captures(), Lambda.capture_inits())) {
      if (Capture.capturesThis()) {
        if (Capture.getCaptureKind() == LCK_This)
          found({Referent::This, Init});
        continue;
      }
      if (!Capture.capturesVariable())
        continue;
      if (Capture.getCaptureKind() == LCK_ByRef)
        reference(Init);
      else
        value(Init);
    }
  }

  /// What the result of \p Call, a reference, a pointer or a view, refers to.
  void result(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    bool IsMember = Method && Method->isImplicitObjectMemberFunction();
    const Expr *Object = nullptr;
    ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(Call) && IsMember) {
      Object = Args.front();
      Args = Args.drop_front();
    }
    for (size_t I = 0; I < Args.size() && I < Callee->getNumParams(); ++I)
      if (Callee->getParamDecl(I)->hasAttr<LifetimeBoundAttr>())
        argument(Args[I]);
    QualType T = Callee->getReturnType();
    if (Object) {
      if (refersToObject(*Method, *Object))
        object(*Object);
    } else if (!Args.empty() &&
               (T->isReferenceType() || T->isPointerType() || isView(T))) {
      arguments(*Callee, Args);
    }
  }

  static bool refersToObject(const CXXMethodDecl &Method, const Expr &Object) {
    QualType T = Method.getReturnType();
    if (bindsObject(Method))
      return true;
    if (!T->isReferenceType() && !T->isPointerType() && !isView(T))
      return false;
    QualType Of = Object.getType();
    if (Of->isPointerType())
      Of = Of->getPointeeType();
    if (isInStd(Method))
      return !givesCopyOfElement(Of, T) &&
             (isOwner(Of) || isView(Of) || sameClass(T, Of) ||
              ownsAlone(Object));
    if (isView(Of) && is_contained({OO_Star, OO_Arrow, OO_Subscript},
                                   Method.getOverloadedOperator()))
      return true;
    if (isa<CXXConversionDecl>(Method))
      return isView(T);
    return (T->isReferenceType() &&
            sameClass(T, Method.getFunctionObjectParameterType())) ||
           returnsPartOfObject(Method);
  }

  void object(const Expr &Object) {
    if (Object.getType()->isPointerType() || isView(Object.getType()))
      return value(&Object);
    bool Before = Owned;
    Owned |= ownsAlone(Object);
    reference(&Object);
    Owned = Before;
  }

  /// Functions that are no members, and whose result refers to an argument.
  void arguments(const FunctionDecl &Callee, ArrayRef<const Expr *> Args) {
    if (!Callee.isInStdNamespace() && !Callee.isOverloadedOperator())
      return;
    QualType Result = Callee.getReturnType();
    for (size_t I = 0; I < Args.size() && I < Callee.getNumParams(); ++I) {
      QualType T = Callee.getParamDecl(I)->getType();
      if (holdsReferences(T.getNonReferenceType()))
        continue;
      // `std::move(x)`, `std::get<0>(x)`, `std::max(x, y)`, `out << x`.
      bool Same = T->isReferenceType() &&
                  T.getNonReferenceType().getCanonicalType() ==
                      Result.getNonReferenceType().getCanonicalType();
      if (Same || (I == 0 && Callee.isInStdNamespace() && T->isReferenceType()))
        argument(Args[I]);
    }
  }

  void argument(const Expr *E) { E->isGLValue() ? reference(E) : value(E); }

  const FunctionDecl &F;
  function_ref<void(const Referent &)> Visit;
  bool Owned = false;
  unsigned Steps = 0;
};

} // namespace

void forEachReferent(const Expr &E, const FunctionDecl &F,
                     function_ref<void(const Referent &)> Visit) {
  Walk Of(F, Visit);
  E.isGLValue() ? Of.reference(&E) : Of.value(&E);
}

} // namespace corolint
