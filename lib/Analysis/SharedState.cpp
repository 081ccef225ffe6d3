// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/SharedState.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Looks in bodies, and in those that they call, for a variable that every
/// caller shares.
class SharedVariableFinder : public RecursiveASTVisitor<SharedVariableFinder> {
public:
  const VarDecl *Found = nullptr;

  void search(const FunctionDecl *F) {
    const FunctionDecl *Definition = F ? F->getDefinition() : nullptr;
    if (Definition && Definition->hasBody() &&
        !F->getASTContext().getSourceManager().isInSystemHeader(
            Definition->getLocation()) &&
        Seen.insert(Definition).second)
      TraverseStmt(Definition->getBody());
  }

  bool VisitCallExpr(CallExpr *E) {
    return search(E->getDirectCallee()), !Found;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    return search(E->getConstructor()), !Found;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *Var = dyn_cast<VarDecl>(E->getDecl());
    // Threads may share a library's own variables: the standard streams lock.
    if (Var && !Var->hasLocalStorage() && !Var->isConstexpr() &&
        !Var->getType().isConstQualified() &&
        !Var->getASTContext().getSourceManager().isInSystemHeader(
            Var->getLocation()))
      Found = Var;
    return !Found;
  }

private:
  SmallPtrSet<const FunctionDecl *, 16> Seen;
};

class SharedStateFinder : public RecursiveASTVisitor<SharedStateFinder> {
public:
  SharedStateFinder(EscapedLocals &Escaped, bool InBodies)
      : Escaped(Escaped), InBodies(InBodies) {}
  std::string Found;

  bool shouldVisitImplicitCode() const { return true; }

  bool VisitCXXThisExpr(CXXThisExpr *) {
    if (Found.empty())
      Found = "'*this'";
    return true;
  }

  // A member of this is better named than this.
  bool VisitMemberExpr(MemberExpr *E) {
    if (isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()) &&
        isa<FieldDecl>(E->getMemberDecl()))
      name(*E->getMemberDecl());
    else if (E->isArrow() &&
             !isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()))
      name(E->getBase());
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->getOpcode() == UO_Deref)
      name(E->getSubExpr());
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
    if (E->getOperator() == OO_Arrow ||
        (E->getOperator() == OO_Star && E->getNumArgs() == 1))
      name(E->getArg(0));
    return true;
  }

  bool VisitCallExpr(CallExpr *E) { return called(E->getDirectCallee()); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    return called(E->getConstructor());
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *Var = dyn_cast<VarDecl>(E->getDecl());
    if (!Var || Var->isConstexpr())
      return true;
    // The variable of a function around this lambda, which may run on
    // meanwhile.
    if (E->refersToEnclosingVariableOrCapture())
      return name(*Var), true;
    QualType T = Var->getType();
    bool Constant = T.isConstQualified() && !T->isPointerType();
    if (!Var->hasLocalStorage() ? !Constant
                                : T->isReferenceType() && !ownsReferent(*Var))
      name(*Var);
    else if (refersToMutable(T) || hasReferringMember(T))
      name(*Var);
    else if (!Constant && Escaped.contains(*Var, E->getBeginLoc()))
      name(*Var);
    return true;
  }

  /// A lambda inside the expression touches what it captures.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      TraverseStmt(Init);
    return true;
  }

private:
  bool called(const FunctionDecl *F) {
    if (!InBodies)
      return true;
    SharedVariableFinder Finder;
    Finder.search(F);
    if (Finder.Found && Found.empty())
      name(*Finder.Found);
    return true;
  }
  /// What a pointer or one of its kind refers to, or a null type.
  static QualType referredType(QualType T) {
    if (T->isPointerType())
      return T->getPointeeType();
    const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        T->getAsCXXRecordDecl());
    return Spec && isInStd(*Spec) &&
                   is_contained({"span", "reference_wrapper", "shared_ptr"},
                                Spec->getName())
               ? Spec->getTemplateArgs().get(0).getAsType()
               : QualType();
  }
  static bool refersToMutable(QualType T) {
    QualType To = referredType(T);
    return !To.isNull() && !To.isConstQualified() && !To->isFunctionType();
  }
  /// An object of the project's class \p T refers to another, which isn't its
  /// own: by a reference or a shared pointer. Plain pointers often own.
  static bool hasReferringMember(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    return R && R->hasDefinition() && !R->isLambda() &&
           !R->getASTContext().getSourceManager().isInSystemHeader(
               R->getLocation()) &&
           any_of(R->fields(), [](const FieldDecl *Field) {
             QualType Of = Field->getType();
             return Of->isReferenceType()
                        ? !Of->getPointeeType().isConstQualified()
                        : !Of->isPointerType() && refersToMutable(Of);
           });
  }
  static bool ownsReferent(const VarDecl &Var) {
    return Var.getInit() &&
           isa<MaterializeTemporaryExpr>(Var.getInit()->IgnoreImpCasts());
  }
  EscapedLocals &Escaped;
  const bool InBodies;
  void name(const NamedDecl &D) { Found = "'" + D.getNameAsString() + "'"; }
  void name(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      name(*Ref->getDecl());
    else if (const auto *Member = dyn_cast<MemberExpr>(E))
      name(*Member->getMemberDecl());
    else if (Found.empty())
      Found = "an object behind a pointer";
  }
};

class SuspensionFinder : public RecursiveASTVisitor<SuspensionFinder> {
public:
  bool Found = false;
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *) {
    Found = true;
    return false;
  }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) {
    Found = true;
    return false;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};

} // namespace

std::string sharedStateIn(const Expr &E, EscapedLocals &Escaped,
                          bool InBodies) {
  SharedStateFinder Finder(Escaped, InBodies);
  Finder.TraverseStmt(const_cast<Expr *>(&E));
  return Finder.Found;
}

bool suspends(const Expr &E) {
  SuspensionFinder Finder;
  Finder.TraverseStmt(const_cast<Expr *>(&E));
  return Finder.Found;
}

} // namespace corolint
