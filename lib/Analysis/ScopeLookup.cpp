// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ScopeLookup.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds the local that a name means at a place: the last one declared before
/// it in a scope that holds the place.
class LocalFinder {
public:
  LocalFinder(StringRef Name, SourceLocation Place, const SourceManager &SM)
      : Name(Name), Place(Place), SM(SM) {}

  const NamedDecl *Found = nullptr;
  /// The namespaces that using-directives of those scopes name.
  SmallVector<const DeclContext *, 1> Used;

  void lookIn(const FunctionDecl &F) {
    for (const ParmVarDecl *P : F.parameters())
      take(P);
    if (F.doesThisDeclarationHaveABody())
      walk(F.getBody());
  }

private:
  void walk(const Stmt *S) {
    if (!S || (isScope(*S) && !holdsPlace(*S)))
      return;
    if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
      return walk(Coroutine->getBody());
    if (const auto *Decls = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Decls->decls())
        takeDeclared(D);
    if (const auto *Catch = dyn_cast<CXXCatchStmt>(S))
      take(Catch->getExceptionDecl());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &C : Lambda->captures())
        if (Lambda->isInitCapture(&C))
          take(C.getCapturedVar());
      for (const ParmVarDecl *P : Lambda->getCallOperator()->parameters())
        take(P);
      walk(Lambda->getBody());
      return;
    }
    for (const Stmt *Child : S->children())
      walk(Child);
  }

  static bool isScope(const Stmt &S) {
    return isa<CompoundStmt, ForStmt, CXXForRangeStmt, WhileStmt, IfStmt,
               SwitchStmt, CXXCatchStmt, LambdaExpr>(S);
  }

  bool holdsPlace(const Stmt &S) const {
    // What is written as one token, like a body that was made up, holds none.
    return SM.isPointWithin(Place, SM.getFileLoc(S.getBeginLoc()),
                            SM.getFileLoc(S.getEndLoc()));
  }

  void takeDeclared(const Decl *D) {
    if (const auto *Directive = dyn_cast<UsingDirectiveDecl>(D))
      Used.push_back(Directive->getNominatedNamespace());
    if (const auto *Several = dyn_cast<DecompositionDecl>(D))
      for (const BindingDecl *B : Several->bindings())
        take(B);
    if (const auto *Using = dyn_cast<UsingDecl>(D)) {
      for (const UsingShadowDecl *Shadow : Using->shadows())
        take(Shadow);
    } else if (const auto *Named = dyn_cast<NamedDecl>(D)) {
      take(Named);
    }
  }

  void take(const NamedDecl *D) {
    if (D && D->getDeclName().isIdentifier() && D->getName() == Name &&
        SM.isBeforeInTranslationUnit(SM.getFileLoc(D->getLocation()), Place))
      Found = D->getUnderlyingDecl();
  }

  StringRef Name;
  SourceLocation Place;
  const SourceManager &SM;
};

/// The context that \p D names, or null.
const DeclContext *contextOf(const NamedDecl *D) {
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
    return Alias->getNamespace();
  if (const auto *NS = dyn_cast<NamespaceDecl>(D))
    return NS;
  if (const auto *Enum = dyn_cast<EnumDecl>(D))
    return Enum;
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
    D = Template->getTemplatedDecl();
  if (const auto *Type = dyn_cast<TypedefNameDecl>(D))
    return definitionOrPattern(recordOrPattern(Type->getUnderlyingType()));
  const auto *Class = dyn_cast<CXXRecordDecl>(D);
  return Class ? definitionOrPattern(Class) : nullptr;
}

} // namespace

Declarations ScopeLookup::inNamespace(const DeclContext &Namespace,
                                      StringRef Name) const {
  Declarations Found;
  for (const NamedDecl *D : Namespace.lookup(&Context.Idents.get(Name)))
    Found.push_back(D->getUnderlyingDecl());
  if (!Found.empty() || Namespace.isTransparentContext())
    return Found;
  for (const UsingDirectiveDecl *Directive : Namespace.using_directives())
    for (const NamedDecl *D :
         Directive->getNominatedNamespace()->lookup(&Context.Idents.get(Name)))
      Found.push_back(D->getUnderlyingDecl());
  return Found;
}

const CXXRecordDecl *ScopeLookup::thisClass() const {
  for (const FunctionDecl *F : reverse(Around))
    if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
      if (!Method->getParent()->isLambda())
        return Method->isStatic() ? nullptr : Method->getParent();
  return nullptr;
}

Declarations ScopeLookup::global(StringRef Name) const {
  return inNamespace(*Context.getTranslationUnitDecl(), Name);
}

Declarations ScopeLookup::unqualified(StringRef Name) const {
  LocalFinder Locals(Name, Place, Context.getSourceManager());
  for (const FunctionDecl *F : Around)
    Locals.lookIn(*F);
  if (Locals.Found)
    return {Locals.Found};
  const DeclContext *From = Context.getTranslationUnitDecl();
  if (!Around.empty())
    From = Around.back()->getDeclContext();
  for (; From; From = From->getParent()) {
    Declarations Found;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(From)) {
      for (const NamedDecl *D : membersNamed(Class, Name))
        Found.push_back(D->getUnderlyingDecl());
    } else if (From->isFileContext()) {
      Found = inNamespace(*From, Name);
    }
    if (!Found.empty())
      return Found;
  }
  Declarations Found;
  for (const DeclContext *Used : Locals.Used)
    Found.append(inNamespace(*Used, Name));
  return Found;
}

Declarations ScopeLookup::in(const Declarations &Scopes, StringRef Name) const {
  Declarations Found;
  for (const NamedDecl *Scope : Scopes) {
    const DeclContext *In = contextOf(Scope);
    if (!In)
      continue;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(In)) {
      for (const NamedDecl *D : membersNamed(Class, Name))
        Found.push_back(D->getUnderlyingDecl());
    } else {
      Found.append(inNamespace(*In, Name));
    }
  }
  return Found;
}

} // namespace corolint
