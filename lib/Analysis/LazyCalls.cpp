// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LazyCalls.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Analysis/Statements.h"
#include "Analysis/TaskDestination.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class Expressions {
public:
  Expressions(const ASTContext &Context,
              function_ref<void(const Expr &, ArrayRef<const Stmt *>)> Visit)
      : Context(Context), Visit(Visit) {}

  void statement(const Stmt *S) {
    if (!S ||
        isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr,
            CXXDefaultArgExpr>(S) ||
        isDiscarded(*S, Ancestors, Context))
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      Visit(*E, Ancestors);
    Ancestors.push_back(S);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Init : Lambda->capture_inits())
        statement(Init);
    } else if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(S)) {
      statement(Suspend->getOperand());
    } else if (const auto *Return = dyn_cast<CoreturnStmt>(S)) {
      // Its other child is the promise call, which repeats the operand.
      statement(Return->getOperand());
    } else if (const auto *List = dyn_cast<InitListExpr>(S);
               List && List->isSemanticForm()) {
      for (const Expr *Init : List->inits())
        statement(Init);
    } else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S)) {
      statement(Default->getExpr());
    } else {
      for (const Stmt *Child : S->children())
        statement(Child);
    }
    Ancestors.pop_back();
  }

private:
  const ASTContext &Context;
  function_ref<void(const Expr &, ArrayRef<const Stmt *>)> Visit;
  SmallVector<const Stmt *, 32> Ancestors;
};

} // namespace

void forEachExpression(
    const FunctionDecl &F,
    function_ref<void(const Expr &, ArrayRef<const Stmt *>)> Visit) {
  Expressions Of(F.getASTContext(), Visit);
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      Of.statement(Init->getInit());
  Of.statement(writtenBody(F));
}

const CallExpr *asLazyCall(const Expr &E, const model::Model &M) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call || !Call->isPRValue() || !isLazyCoroutineType(Call->getType(), M))
    return nullptr;
  if (isListed(model::Role::Combinator, *Call, M) ||
      isListed(model::Role::Spawn, *Call, M))
    return nullptr;
  return Call;
}

namespace {

/// The arguments of a call with the types of the parameters they are for.
struct Bindings {
  const CXXMethodDecl *Method = nullptr; ///< Of Object, if there is one.
  const Expr *Object = nullptr;
  ArrayRef<const Expr *> Args;
  ArrayRef<QualType> Types;

  explicit Bindings(const CallExpr &Call)
      : Args(Call.getArgs(), Call.getNumArgs()) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (Method && !Method->isImplicitObjectMemberFunction())
      Method = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (Method && isa<CXXOperatorCallExpr>(Call)) {
      Object = Args.front();
      Args = Args.drop_front();
    }
    QualType T = Callee ? Callee->getType() : Call.getCallee()->getType();
    if (const auto *Pointer = T->getAs<clang::PointerType>())
      T = Pointer->getPointeeType();
    if (const auto *Proto = T->getAs<FunctionProtoType>())
      Types = Proto->getParamTypes();
  }
};

/// Does a task that a function makes keep what it was given?
class Keeping {
public:
  explicit Keeping(const model::Model &M) : M(M) {}

  bool keepsParameter(const FunctionDecl *F, unsigned Position) {
    return keeps(F, [&](const FunctionDecl &Definition, const Referent &R) {
      return R.What == Referent::Parameter &&
             R.Variable == Definition.getParamDecl(Position);
    });
  }
  bool keepsObject(const FunctionDecl *F) {
    return keeps(F, [](const FunctionDecl &, const Referent &R) {
      return R.What == Referent::This;
    });
  }

  void forEach(const CallExpr &Call, const FunctionDecl &F,
               function_ref<void(const Referent &)> Visit) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    Bindings Bound(Call);
    if (Bound.Object && Bound.Method &&
        refersToObject(*Bound.Method, *Bound.Object) && keepsObject(Callee))
      forEachReferent(*Bound.Object, F, Visit);
    for (size_t I = 0; I < Bound.Args.size() && I < Bound.Types.size(); ++I)
      if (mayRefer(Bound.Types[I]) &&
          (!refersItself(Bound.Types[I]) || keepsParameter(Callee, I)))
        forEachReferent(*Bound.Args[I], F, Visit);
    if (Bound.Method && isLambdaCallOperator(Bound.Method))
      throughLambda(*Bound.Method, F, Visit);
  }

private:
  /// A lambda that is no coroutine gives the locals of \p F, which it has
  /// captured by reference, to a coroutine of its own: `[&] { return f(x); }`.
  void throughLambda(const CXXMethodDecl &Lambda, const FunctionDecl &F,
                     function_ref<void(const Referent &)> Visit) {
    const FunctionDecl *Definition = Lambda.getDefinition();
    if (!Definition || coroutineBody(*Definition))
      return;
    forEachExpression(*Definition, [&](const Expr &E, ArrayRef<const Stmt *>) {
      if (const CallExpr *Call = asLazyCall(E, M))
        forEach(*Call, *Definition, [&](const Referent &R) {
          if (R.What == Referent::Captured && isLocalOf(F, R.Variable))
            Visit({Referent::Local, R.Where, R.Variable});
        });
    });
  }

  static bool isLocalOf(const FunctionDecl &F, const VarDecl *Var) {
    return Var && Var->hasLocalStorage() && Var->getDeclContext() == &F &&
           !Var->getType()->isReferenceType();
  }

  /// A function without a body in sight is what it is declared as: a coroutine.
  /// A framework's own are not; they copy what they need for an operation.
  bool
  keeps(const FunctionDecl *F,
        function_ref<bool(const FunctionDecl &, const Referent &)> IsThat) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    if (!F || (Method && Method->isVirtual()))
      return true;
    if (F->hasAttr<CoroDisableLifetimeBoundAttr>())
      return false;
    const FunctionDecl *Definition = F->getDefinition();
    // In an editor the bodies of a project's headers aren't parsed: nobody
    // knows whether this is a coroutine.
    if (Definition && Definition->hasSkippedBody() &&
        !F->getASTContext().getSourceManager().isInSystemHeader(
            Definition->getLocation()))
      return false;
    if (!Definition || !Definition->getBody())
      return !M.isOfFramework(enclosingNamespace(*F));
    if (coroutineBody(*Definition))
      return true;
    if (Depth > 6)
      return false;
    ++Depth;
    bool Found = false;
    forEachExpression(*Definition, [&](const Expr &E, ArrayRef<const Stmt *>) {
      const CallExpr *Call = Found ? nullptr : asLazyCall(E, M);
      if (Call)
        forEach(*Call, *Definition,
                [&](const Referent &R) { Found |= IsThat(*Definition, R); });
    });
    --Depth;
    return Found;
  }

  /// A lambda without captures has nothing to refer to, a task moves on into
  /// what its members make of it, and std::function is no coroutine.
  bool refersToObject(const CXXMethodDecl &Method, const Expr &Object) const {
    const CXXRecordDecl *Class = Method.getParent();
    if (Class->isLambda())
      return Class->capture_size() > 0;
    return !isInStd(*Class) && !holdsTask(objectType(Object), M);
  }

  static QualType objectType(const Expr &Object) {
    QualType T = Object.getType();
    return T->isPointerType() ? T->getPointeeType() : T;
  }

  /// What a \p T refers to can be told from the other objects that it is used
  /// to make.
  static bool refersItself(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    return T->isReferenceType() || T->isObjectPointerType() ||
           (R && R->hasAttr<PointerAttr>());
  }

  static bool mayRefer(QualType T) {
    return T->isReferenceType() || T->isObjectPointerType() ||
           T->isRecordType();
  }

  const model::Model &M;
  unsigned Depth = 0;
};

} // namespace

void forEachKept(const CallExpr &Call, const FunctionDecl &F,
                 const model::Model &M,
                 function_ref<void(const Referent &)> Visit) {
  Keeping(M).forEach(Call, F, Visit);
}

} // namespace corolint
