// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Owners.h"
#include "Analysis/Names.h"
#include "Analysis/NeededBodies.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;
using namespace llvm;

namespace corolint {

template <typename Attribute> static bool isMarked(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && R->hasAttr<Attribute>();
}

bool isView(QualType T) { return isMarked<PointerAttr>(T); }
bool isOwner(QualType T) { return isMarked<OwnerAttr>(T); }

bool ownsAlone(const Expr &Object) {
  if (isOwner(Object.getType()))
    return true;
  const auto *Call = dyn_cast<CallExpr>(Object.IgnoreImplicit());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
         is_contained({"make_shared", "allocate_shared"}, Callee->getName());
}

bool sameClass(QualType A, QualType B) {
  const CXXRecordDecl *Left = recordOrPattern(A), *Right = recordOrPattern(B);
  return Left && Right && Left->getCanonicalDecl() == Right->getCanonicalDecl();
}

bool bindsObject(const FunctionDecl &F) {
  const TypeSourceInfo *Written = F.getTypeSourceInfo();
  if (!Written)
    return false;
  AttributedTypeLoc Attributed;
  for (TypeLoc At = Written->getTypeLoc();
       (Attributed = At.getAsAdjusted<AttributedTypeLoc>());
       At = Attributed.getModifiedLoc())
    if (Attributed.getAttrAs<LifetimeBoundAttr>())
      return true;
  return false;
}

static ArrayRef<TemplateArgument> argumentsOf(QualType T) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  return Spec ? Spec->getTemplateArgs().asArray()
              : ArrayRef<TemplateArgument>();
}

bool givesCopyOfElement(QualType Owner, QualType T) {
  return any_of(argumentsOf(Owner), [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Type &&
           Arg.getAsType().getCanonicalType().getUnqualifiedType() ==
               T.getCanonicalType().getUnqualifiedType();
  });
}

bool holdsReferences(QualType T) {
  return any_of(argumentsOf(T), [](const TemplateArgument &Arg) {
    ArrayRef<TemplateArgument> All =
        Arg.getKind() == TemplateArgument::Pack ? Arg.getPackAsArray() : Arg;
    return any_of(All, [](const TemplateArgument &Element) {
      return Element.getKind() == TemplateArgument::Type &&
             Element.getAsType()->isReferenceType();
    });
  });
}

namespace {

/// Judges what a member function returns: its object or a part of it.
class PartOfObject : public RecursiveASTVisitor<PartOfObject> {
public:
  bool All = true, Any = false;
  bool VisitReturnStmt(ReturnStmt *S) {
    Any = true;
    All &= S->getRetValue() && isPart(S->getRetValue());
    return All;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  static bool isPart(const Expr *E) {
    // What a pointer or a reference that is a member refers to is no part.
    if (E->isPRValue() && E->getType()->isPointerType()) {
      const auto *Address = dyn_cast<UnaryOperator>(E->IgnoreParenImpCasts());
      return Address && Address->getOpcode() == UO_AddrOf
                 ? isPart(Address->getSubExpr())
                 : isMadeOfPart(E);
    }
    const Expr *Named = E->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Named)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->getType()->isReferenceType() ||
          isView(Field->getType()))
        return false;
      const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
      return isa<CXXThisExpr>(Base) || (!Member->isArrow() && isPart(Base));
    }
    if (const auto *Itself = dyn_cast<UnaryOperator>(Named))
      return Itself->getOpcode() == UO_Deref &&
             isa<CXXThisExpr>(Itself->getSubExpr()->IgnoreParenImpCasts());
    return isMadeOfPart(E);
  }

  /// `name.c_str()`, `items[0]`, a view of `name`, `std::move(name)`.
  static bool isMadeOfPart(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return isView(E->getType()) && Construct->getNumArgs() > 0 &&
             isPart(Construct->getArg(0));
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call || Call->getNumArgs() + isa<CXXMemberCallExpr>(Call) == 0)
      return false;
    if (Call->isCallToStdMove())
      return isPart(Call->getArg(0));
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const Expr *Object =
        Member ? Member->getImplicitObjectArgument() : Call->getArg(0);
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && isa<CXXMethodDecl>(Callee) && isInStd(*Callee) &&
           isOwner(Object->getType()) && isPart(Object);
  }
};

} // namespace

bool returnsPartOfObject(const FunctionDecl &F) {
  const Stmt *Body = bodyInSight(F);
  if (!Body)
    return false;
  PartOfObject Judge;
  Judge.TraverseStmt(const_cast<Stmt *>(Body));
  return Judge.Any && Judge.All;
}

} // namespace corolint
