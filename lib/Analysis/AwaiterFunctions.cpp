// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/AwaiterFunctions.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

DeclarationName coawaitOperator(ASTContext &Context) {
  return Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
}

const FunctionDecl *method(const CXXRecordDecl *R, StringRef Name) {
  for (const NamedDecl *D : membersNamed(R, Name))
    if (const FunctionDecl *F = D->getAsFunction())
      return F;
  return nullptr;
}

SmallVector<const FunctionDecl *, 2> coawaitMembers(const CXXRecordDecl *R) {
  SmallVector<const FunctionDecl *, 2> Found;
  anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
    if (const CXXRecordDecl *Definition = definitionOrPattern(&Class))
      for (const NamedDecl *D :
           Definition->lookup(coawaitOperator(Class.getASTContext())))
        if (const FunctionDecl *F = D->getAsFunction())
          Found.push_back(F);
    return !Found.empty();
  });
  return Found;
}

const FunctionDecl *memberCoawait(const CXXRecordDecl *R) {
  auto Members = coawaitMembers(R);
  return Members.empty() ? nullptr : Members.front();
}

bool isAwaiter(const CXXRecordDecl *R) {
  return method(R, "await_ready") && method(R, "await_suspend") &&
         method(R, "await_resume");
}

/// The body of \p F, or of the template that it was instantiated from.
static const FunctionDecl *withBody(const FunctionDecl *F) {
  if (!F)
    return nullptr;
  if (const FunctionDecl *Definition = F->getDefinition();
      Definition && Definition->getBody())
    return Definition;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    return Pattern->getDefinition();
  // A member template of a class template's instantiation.
  const FunctionTemplateDecl *Template = F->getDescribedFunctionTemplate();
  if (!Template)
    return nullptr;
  while (const FunctionTemplateDecl *Pattern =
             Template->getInstantiatedFromMemberTemplate())
    Template = Pattern;
  return Template->getTemplatedDecl()->getDefinition();
}

namespace {
/// Finds the operand of the first return statement.
class ReturnFinder : public RecursiveASTVisitor<ReturnFinder> {
public:
  const Expr *Value = nullptr;
  unsigned Count = 0;
  bool VisitReturnStmt(ReturnStmt *S) {
    Value = S->getRetValue();
    ++Count;
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};
} // namespace

const Expr *onlyReturnValue(const FunctionDecl *F) {
  const FunctionDecl *Definition = withBody(F);
  if (!Definition || !Definition->getBody())
    return nullptr;
  ReturnFinder Finder;
  Finder.TraverseStmt(Definition->getBody());
  return Finder.Count == 1 ? Finder.Value : nullptr;
}

const CXXRecordDecl *returnedClass(const FunctionDecl *F) {
  if (!F)
    return nullptr;
  if (const CXXRecordDecl *R = recordOrPattern(F->getReturnType()))
    return R;
  const Expr *Value = onlyReturnValue(F);
  return Value ? recordOrPattern(Value->getType()) : nullptr;
}

namespace {
/// Looks for a use of one parameter.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(const ValueDecl *Of) : Of(Of) {}
  bool Found = false;
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    Found |= Ref->getDecl() == Of;
    return !Found;
  }

private:
  const ValueDecl *Of;
};

/// Looks for who is given one parameter, a handle, to resume it: an argument
/// that isn't only assigned, or the coroutine is resumed here.
class GivenFinder : public RecursiveASTVisitor<GivenFinder> {
public:
  explicit GivenFinder(const ValueDecl *Of) : Of(Of) {}
  bool Found = false;
  bool VisitCallExpr(CallExpr *Call) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
        Operator && Operator->isAssignmentOp())
      return true;
    for (Expr *Argument : Call->arguments()) {
      UseFinder Use(Of);
      Use.TraverseStmt(Argument);
      Found |= Use.Found;
    }
    return !Found;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    UseFinder Use(Of);
    if (E->getMemberNameInfo().getAsString() == "resume")
      Use.TraverseStmt(E->getBase());
    return !(Found |= Use.Found);
  }

private:
  const ValueDecl *Of;
};

template <class Finder> bool findsHandle(const CXXRecordDecl *Awaiter) {
  const FunctionDecl *Suspend = withBody(method(Awaiter, "await_suspend"));
  if (!Suspend || !Suspend->getBody() || Suspend->getNumParams() == 0)
    return false;
  Finder Looks(Suspend->getParamDecl(0));
  Looks.TraverseStmt(Suspend->getBody());
  return Looks.Found;
}
} // namespace

bool usesHandle(const CXXRecordDecl *Awaiter) {
  return findsHandle<UseFinder>(Awaiter);
}

bool handsCoroutineOn(const CXXRecordDecl *Awaiter) {
  return findsHandle<GivenFinder>(Awaiter);
}

namespace {
/// Looks for a coroutine that is resumed by the handle with its promise; who
/// waits for one is known by a handle without.
class ResumeFinder : public RecursiveASTVisitor<ResumeFinder> {
public:
  bool Found = false;
  bool VisitMemberExpr(MemberExpr *E) {
    const ValueDecl *Member = E->getMemberDecl();
    const auto *Handle =
        dyn_cast<ClassTemplateSpecializationDecl>(Member->getDeclContext());
    bool HasPromise = Handle &&
                      qualifiedName(*Handle) == "std::coroutine_handle" &&
                      !Handle->getTemplateArgs()[0].getAsType()->isVoidType();
    return see(Member->getDeclName(), HasPromise);
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) {
    return see(E->getMember(), true);
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  bool see(DeclarationName Name, bool HasPromise) {
    Found |= HasPromise && Name.isIdentifier() &&
             Name.getAsIdentifierInfo()->isStr("resume");
    return !Found;
  }
};
} // namespace

/// The body of \p F, which may be null, resumes one.
static bool resumesIn(const FunctionDecl *F) {
  F = withBody(F);
  ResumeFinder Finder;
  if (F)
    Finder.TraverseStmt(F->getBody());
  return Finder.Found;
}

bool resumesWhenDestroyed(const CXXRecordDecl *R) {
  return anyOfClassAndBases(R, [](const CXXRecordDecl &Class) {
    const CXXRecordDecl *Known = definitionOrPattern(&Class);
    return Known && resumesIn(Known->getDestructor());
  });
}

bool resumesWhenMade(const CXXRecordDecl *R) {
  return anyOfClassAndBases(R, [](const CXXRecordDecl &Class) {
    const CXXRecordDecl *Known = definitionOrPattern(&Class);
    return Known && any_of(Known->decls(), [](const Decl *D) {
             const FunctionDecl *F = D->getAsFunction();
             return isa_and_nonnull<CXXConstructorDecl>(F) && resumesIn(F);
           });
  });
}

namespace {
/// Looks for a coroutine, be its promise known or not, that is resumed or given
/// to somebody, here or in the members of \p Of that are called.
class ContinueFinder : public RecursiveASTVisitor<ContinueFinder> {
public:
  explicit ContinueFinder(const CXXRecordDecl *Of, unsigned Depth = 2)
      : Of(Of), Depth(Depth) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (!Callee)
      return true;
    if (Method && isHandle(Method->getParent()))
      Found |= Callee->getOverloadedOperator() == OO_Call ||
               (Callee->getIdentifier() && Callee->getName() == "resume");
    else if (!isInStd(*Callee) || Method)
      Found |= any_of(Call->arguments(), [](const Expr *Argument) {
        return isHandle(Argument->getType()->getAsCXXRecordDecl());
      });
    const FunctionDecl *Body = Depth > 0 && Method && Method->getParent() == Of
                                   ? withBody(Method)
                                   : nullptr;
    if (!Found && Body && Body->getBody()) {
      ContinueFinder Inner(Of, Depth - 1);
      Inner.TraverseStmt(Body->getBody());
      Found = Inner.Found;
    }
    return !Found;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  static bool isHandle(const CXXRecordDecl *R) {
    return R && qualifiedName(*R) == "std::coroutine_handle";
  }

  const CXXRecordDecl *Of;
  unsigned Depth;
};
} // namespace

bool continuesWhenDestroyed(const CXXRecordDecl *Awaiter) {
  const CXXRecordDecl *Known = definitionOrPattern(Awaiter);
  const FunctionDecl *Destructor =
      withBody(Known ? Known->getDestructor() : nullptr);
  if (!Destructor || !Destructor->getBody())
    return false;
  ContinueFinder Finder(Known);
  Finder.TraverseStmt(Destructor->getBody());
  return Finder.Found;
}

const CXXRecordDecl *awaiterOf(const CXXRecordDecl *R) {
  if (const FunctionDecl *Operator = memberCoawait(R))
    return returnedClass(Operator);
  return isAwaiter(R) ? R : nullptr;
}

} // namespace corolint
