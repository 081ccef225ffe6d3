// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ReleasedWork.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Analysis/ReadyResults.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {
/// A member function of that name leaves its object nothing to wait for.
bool isRelease(DeclarationName Name) {
  return Name.isIdentifier() &&
         is_contained({"join", "detach", "get", "wait", "share", "swap", "stop",
                       "shutdown", "close", "clear", "reset", "release"},
                      Name.getAsIdentifierInfo()->getName());
}

/// Whether a callable that an algorithm gets releases its argument:
/// `&std::jthread::join`, or a lambda that calls such a function.
class ReleasingCallable : public RecursiveASTVisitor<ReleasingCallable> {
public:
  bool Found = false;
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    Found |= isRelease(Ref->getDecl()->getDeclName());
    return !Found;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    Found |= isRelease(Member->getMemberDecl()->getDeclName());
    return !Found;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    Found |= isRelease(Member->getMember());
    return !Found;
  }
};

/// Whether a body waits for, gives away or lets go of the work of a variable
/// or of its elements, so that its destructor has nothing left to wait for.
class ReleaseFinder : public RecursiveASTVisitor<ReleaseFinder> {
public:
  explicit ReleaseFinder(const VarDecl &Var) : Var(Var) {}
  bool Found = false;

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    Found |= Method && isRelease(Method->getDeclName()) &&
             names(Call->getImplicitObjectArgument());
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !isInStd(*Callee) ||
        none_of(Call->arguments(), [&](const Expr *Arg) { return names(Arg); }))
      return true;
    std::string Name = unqualifiedName(*Callee);
    Found |= Name == "move" || Name == "swap";
    for (Expr *Arg : Call->arguments()) {
      ReleasingCallable Callable;
      Callable.TraverseStmt(Arg);
      Found |= Callable.Found;
    }
    return !Found;
  }
  /// Whoever awaits an object has waited for it.
  bool VisitCoawaitExpr(CoawaitExpr *E) {
    Found |= names(E->getOperand());
    return !Found;
  }
  bool VisitReturnStmt(ReturnStmt *S) {
    Found |= names(S->getRetValue());
    return !Found;
  }
  bool VisitCoreturnStmt(CoreturnStmt *S) {
    Found |= names(S->getOperand());
    return !Found;
  }

private:
  /// \p E is the variable, a part of it, or what a local iterator or reference,
  /// such as a range-for's, was made of it for.
  bool names(const Expr *E) const {
    SmallPtrSet<const VarDecl *, 4> Seen;
    for (E = wholeOf(E); E; E = wholeOf(E)) {
      if (const auto *Member = dyn_cast<MemberExpr>(E)) {
        E = Member->getBase();
        continue;
      }
      const auto *Ref = dyn_cast<DeclRefExpr>(E);
      const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (Local == &Var)
        return true;
      if (!Local || !Local->isLocalVarDecl() || !Seen.insert(Local).second)
        return false;
      E = Local->getInit();
    }
    return false;
  }
  const VarDecl &Var;
};
} // namespace

/// \p E makes an object without anything to wait for.
static bool makesEmpty(const Expr *E) {
  const auto *Construct =
      dyn_cast_or_null<CXXConstructExpr>(E ? ignoreConversions(E) : nullptr);
  return Construct && Construct->getNumArgs() == 0;
}

/// An object of \p T that is made without arguments has nothing to wait for: it
/// is empty, or only has such members.
static bool startsEmpty(QualType T, const ASTContext &Context) {
  const CXXRecordDecl *R = Context.getBaseElementType(T)->getAsCXXRecordDecl();
  if (!R)
    return true;
  if (isInStd(*R) && !is_contained({"array", "pair", "tuple"}, R->getName()))
    return true;
  if (!R->hasDefinition() || R->hasUserProvidedDefaultConstructor() ||
      R->hasInClassInitializer())
    return false;
  const CXXDestructorDecl *Dtor = R->getDestructor();
  if (Dtor && Dtor->isUserProvided())
    return false;
  return all_of(R->bases(),
                [&](const CXXBaseSpecifier &Base) {
                  return startsEmpty(Base.getType(), Context);
                }) &&
         all_of(R->fields(), [&](const FieldDecl *Field) {
           return startsEmpty(Field->getType(), Context);
         });
}

/// \p Var is made empty, and nobody puts anything into it.
static bool staysEmpty(const VarDecl &Var) {
  return makesEmpty(Var.getInit()) && keepsInitialValue(Var) &&
         startsEmpty(Var.getType().getNonReferenceType(), Var.getASTContext());
}

bool isReleased(const Evaluation &E) {
  if (!E.Variable || !isa<CXXDestructorDecl>(E.Callee))
    return false;
  if (staysEmpty(*E.Variable))
    return true;
  ReleaseFinder Finder(*E.Variable);
  Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(*E.Within)));
  return Finder.Found;
}

namespace {
/// Whether a body assigns to a member.
class AssignmentFinder : public RecursiveASTVisitor<AssignmentFinder> {
public:
  explicit AssignmentFinder(const FieldDecl &Field) : Field(Field) {}
  bool Found = false;
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    const auto *Member =
        Call->isAssignmentOp()
            ? dyn_cast<MemberExpr>(Call->getArg(0)->IgnoreParenImpCasts())
            : nullptr;
    Found |= Member && Member->getMemberDecl() == &Field;
    return !Found;
  }

private:
  const FieldDecl &Field;
};
} // namespace

bool isNeverStarted(const FieldDecl &Field) {
  const auto *R = cast<CXXRecordDecl>(Field.getParent());
  if (Field.getAccess() == AS_public)
    return false;
  auto GivesWork = [](const Expr *Init) { return Init && !makesEmpty(Init); };
  if (GivesWork(Field.getInClassInitializer()))
    return false;
  AssignmentFinder Finder(Field);
  for (const CXXMethodDecl *Method : R->methods()) {
    const FunctionDecl *Definition = Method->getDefinition();
    if (!Definition && !Method->isImplicit() && !Method->isDefaulted())
      return false;
    if (!Definition || !Definition->hasBody())
      continue;
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Definition))
      if (!Ctor->isCopyOrMoveConstructor())
        for (const CXXCtorInitializer *Init : Ctor->inits())
          if (Init->getMember() == &Field && GivesWork(Init->getInit()))
            return false;
    Finder.TraverseStmt(Definition->getBody());
  }
  return !Finder.Found;
}

} // namespace corolint
