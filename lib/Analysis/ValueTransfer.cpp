// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ValueTransfer.h"
#include "Analysis/Names.h"
#include "Analysis/SharedState.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Constructors that Sema hasn't declared yet are worked out from the members
/// ([class.copy.ctor]).
static bool canTransfer(QualType T, bool ByCopy, const ASTContext &Context) {
  const CXXRecordDecl *R =
      Context.getBaseElementType(T.getNonReferenceType())->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return !R;
  bool Declared = false;
  for (const CXXConstructorDecl *Ctor : R->ctors()) {
    if (!Ctor->isCopyConstructor() && (ByCopy || !Ctor->isMoveConstructor()))
      continue;
    Declared = true;
    if (!Ctor->isDeleted() && Ctor->getAccess() == AS_public)
      return true;
  }
  if (Declared || (ByCopy && R->hasUserDeclaredMoveOperation()))
    return false;
  // Without an implicit move constructor an rvalue is copied.
  bool Copies = ByCopy || R->hasUserDeclaredDestructor() ||
                R->hasUserDeclaredCopyAssignment() ||
                R->hasUserDeclaredMoveAssignment();
  return all_of(R->bases(),
                [&](const CXXBaseSpecifier &Base) {
                  return canTransfer(Base.getType(), Copies, Context);
                }) &&
         all_of(R->fields(), [&](const FieldDecl *Field) {
           return canTransfer(Field->getType(), Copies, Context);
         });
}

bool isMovable(QualType T, const ASTContext &Context) {
  return canTransfer(T, /*ByCopy=*/false, Context);
}

bool isCopyable(QualType T, const ASTContext &Context) {
  return canTransfer(T, /*ByCopy=*/true, Context);
}

namespace {

/// Walks the types that a type is made of.
class TypeParts {
public:
  /// \p Visit gets every class and scalar that is a part of an object of the
  /// type, and, not as \p Owned, what such an object refers to.
  using Visitor = function_ref<void(QualType Part, bool Owned)>;
  explicit TypeParts(Visitor Visit) : Visit(Visit) {}

  void walk(QualType T) {
    T = T.getCanonicalType().getUnqualifiedType();
    if (const clang::Type *Element = T->getArrayElementTypeNoTypeQual())
      return walk(QualType(Element, 0));
    if (T->isAnyPointerType())
      Visit(T, /*Owned=*/true);
    if (T->isAnyPointerType() || T->isReferenceType()) {
      if (!T->getPointeeType()->isFunctionType())
        Visit(T->getPointeeType().getUnqualifiedType(), /*Owned=*/false);
      return;
    }
    if (!Seen.insert(T.getAsOpaquePtr()).second)
      return;
    Visit(T, /*Owned=*/true);
    if (const CXXRecordDecl *R = T->getAsCXXRecordDecl();
        R && R->hasDefinition())
      record(*R);
  }

private:
  void record(const CXXRecordDecl &R) {
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R))
      arguments(Spec->getTemplateArgs().asArray());
    // What a class of the standard library points to is its own, if it has to
    // be destroyed: it is what the arguments say.
    if (isInStd(R) && !R.hasTrivialDestructor())
      return;
    for (const CXXBaseSpecifier &Base : R.bases())
      walk(Base.getType());
    // The same goes for a pointer in a class with invariants.
    bool Owns = !R.hasTrivialDestructor() && !R.isAggregate();
    for (const FieldDecl *Field : R.fields())
      walk(Owns && Field->getType()->isAnyPointerType()
               ? Field->getType()->getPointeeType()
               : Field->getType());
  }

  void arguments(ArrayRef<TemplateArgument> Args) {
    for (const TemplateArgument &Arg : Args)
      if (Arg.getKind() == TemplateArgument::Type)
        walk(Arg.getAsType());
      else if (Arg.getKind() == TemplateArgument::Pack)
        arguments(Arg.getPackAsArray());
  }

  Visitor Visit;
  DenseSet<void *> Seen;
};

/// The types of the temporaries in an expression.
class TemporaryFinder : public RecursiveASTVisitor<TemporaryFinder> {
public:
  SmallVector<QualType, 4> Found;
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *E) {
    Found.push_back(E->getType());
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      TraverseStmt(Init);
    return true;
  }
};

/// A reference to a \p Referent may be one to an object of type \p Object.
bool mayBeSameObject(QualType Referent, QualType Object) {
  if (Referent->isVoidType() || Referent->isDependentType() ||
      Object->isDependentType())
    return true;
  const CXXRecordDecl *A = Referent->getAsCXXRecordDecl();
  const CXXRecordDecl *B = Object->getAsCXXRecordDecl();
  if (!A || !B)
    return Referent == Object;
  auto DerivesFrom = [](const CXXRecordDecl *D, const CXXRecordDecl *Base) {
    return D->hasDefinition() && Base->hasDefinition() &&
           D->isDerivedFrom(Base);
  };
  return A->getCanonicalDecl() == B->getCanonicalDecl() || DerivesFrom(A, B) ||
         DerivesFrom(B, A);
}

} // namespace

bool mayReferToTemporary(const Expr &E) {
  TemporaryFinder Temporaries;
  Temporaries.TraverseStmt(const_cast<Expr *>(&E));
  if (Temporaries.Found.empty())
    return false;
  if (StringRef(typeName(E.getType())).ends_with("iterator"))
    return true;
  SmallVector<QualType, 4> Referents;
  auto AddReferent = [&](QualType Part, bool Owned) {
    if (!Owned)
      Referents.push_back(Part);
  };
  if (E.isGLValue())
    AddReferent(E.getType().getCanonicalType().getUnqualifiedType(), false);
  // What is read of it may be a pointer.
  TypeParts(AddReferent).walk(E.getType());
  bool May = false;
  auto Compare = [&](QualType Part, bool Owned) {
    May |= Owned && any_of(Referents, [&](QualType Referent) {
             return mayBeSameObject(Referent, Part);
           });
  };
  for (QualType T : Temporaries.Found)
    TypeParts(Compare).walk(T);
  return May;
}

/// \p F says which thread it is called on.
/// Source: [thread.thread.this]; pthread_self(3), gettid(2); ISO C11, 7.26.5.2.
static bool asksForThread(const FunctionDecl &F) {
  return is_contained(
      {"std::this_thread::get_id", "pthread_self", "gettid", "thrd_current"},
      qualifiedName(F));
}

namespace {
class LambdaObstacleFinder : public RecursiveASTVisitor<LambdaObstacleFinder> {
public:
  std::string Found;

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *Binding = dyn_cast<BindingDecl>(E->getDecl());
    if (Binding && Binding->getBinding() &&
        Binding->getBinding()->refersToBitField())
      Found = "'" + Binding->getNameAsString() +
              "' is a bit-field, which no lambda can refer to";
    return named(*E->getDecl());
  }
  bool VisitMemberExpr(MemberExpr *E) { return named(*E->getMemberDecl()); }
  bool VisitCallExpr(CallExpr *E) {
    if (E->getBuiltinCallee() == Builtin::BI__builtin_alloca ||
        E->getBuiltinCallee() == Builtin::BIalloca)
      Found = "what 'alloca' gives ends with the lambda";
    if (const FunctionDecl *Callee = E->getDirectCallee();
        Callee && asksForThread(*Callee))
      Found = "'" + qualifiedName(*Callee) + "' gives another thread there";
    return Found.empty();
  }
  bool VisitPredefinedExpr(PredefinedExpr *E) {
    Found = "'" + E->getIdentKindName().str() +
            "' means something else in a lambda";
    return false;
  }
  bool VisitSourceLocExpr(SourceLocExpr *E) {
    if (is_contained({SourceLocIdentKind::Function, SourceLocIdentKind::FuncSig,
                      SourceLocIdentKind::SourceLocStruct},
                     E->getIdentKind()))
      Found =
          "the function that it is told to be called from would be a lambda";
    return Found.empty();
  }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) {
    return TraverseStmt(E->getExpr());
  }
  bool VisitStmtExpr(StmtExpr *) {
    Found = "it contains statements";
    return false;
  }
  /// Its body is a function of its own as it is.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      TraverseStmt(Init);
    return Found.empty();
  }

private:
  bool named(const ValueDecl &D) {
    const auto *Var = dyn_cast<VarDecl>(&D);
    if (Var && Var->getTLSKind() != VarDecl::TLS_None)
      Found =
          "'" + D.getNameAsString() + "' is another object on another thread";
    const CXXRecordDecl *Class =
        Var ? Var->getType()->getAsCXXRecordDecl() : nullptr;
    if (Class && Class->isAnonymousStructOrUnion())
      Found = "no lambda can capture a member of an anonymous union";
    return Found.empty();
  }
};
} // namespace

std::string whyNotInLambda(const Expr &E) {
  if (suspends(E))
    return "it contains a 'co_await' itself";
  LambdaObstacleFinder Finder;
  Finder.TraverseStmt(const_cast<Expr *>(&E));
  return Finder.Found;
}

} // namespace corolint
