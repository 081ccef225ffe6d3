// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Evaluation.h"
#include "Analysis/Coroutine.h"
#include "Analysis/InlineCallables.h"
#include "Analysis/Names.h"
#include "Analysis/Statements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const Expr *ignoreConversions(const Expr *E) {
  return E ? E->IgnoreParens()->IgnoreImplicit()->IgnoreParenImpCasts()
           : nullptr;
}

const CXXRecordDecl *Evaluation::receiver() const {
  if (!Object)
    return nullptr;
  QualType T = ignoreConversions(Object)->getType();
  if (const auto *Pointer = T->getAs<clang::PointerType>())
    T = Pointer->getPointeeType();
  return recordOrPattern(T);
}

namespace {

class Walk {
public:
  Walk(const model::Model &M, function_ref<void(const Evaluation &)> Visit)
      : M(M), Visit(Visit) {}

  void function(const FunctionDecl &F) {
    if (!Entered.insert(F.getCanonicalDecl()).second)
      return;
    const FunctionDecl *Outer = std::exchange(Within, &F);
    const CXXForRangeStmt *OuterLoop = std::exchange(RangeFor, nullptr);
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        statement(Init->getInit());
    statement(writtenBody(F));
    Within = Outer;
    RangeFor = OuterLoop;
  }

private:
  void statement(const Stmt *S) {
    if (!S || isUnevaluated(S))
      return;
    if (const auto *If = dyn_cast<IfStmt>(S); If && If->isConstexpr())
      return constexprIf(*If);
    if (const auto *Coawait = dyn_cast<CoroutineSuspendExpr>(S))
      return under(S, [&] { statement(Coawait->getOperand()); });
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S)) {
      bool Outer = std::exchange(InDefaultArgument, true);
      statement(Default->getExpr());
      InDefaultArgument = Outer;
      return;
    }
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
      return statement(Default->getExpr());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      return under(S, [&] {
        for (const Expr *Init : Lambda->capture_inits())
          statement(Init);
      });
    if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
      return rangeFor(*For);
    if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(S))
      return statement(Opaque->getSourceExpr());

    under(S, [&] {
      for (const Stmt *Child : S->children())
        statement(Child);
      if (const auto *Decl = dyn_cast<DeclStmt>(S))
        declarations(*Decl);
    });
    if (const auto *Call = dyn_cast<CallExpr>(S))
      call(*Call);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      construct(*Construct);
    else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(S))
      destroyTemporary(*Temporary);
  }

  /// Runs \p Body with \p S as the innermost ancestor.
  void under(const Stmt *S, function_ref<void()> Body) {
    Ancestors.push_back(S);
    Body();
    Ancestors.pop_back();
  }

  static bool isUnevaluated(const Stmt *S) {
    if (const auto *Typeid = dyn_cast<CXXTypeidExpr>(S))
      return !Typeid->isPotentiallyEvaluated();
    return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr,
               ConceptSpecializationExpr>(S);
  }

  /// Only the branch that is taken; neither while that isn't known.
  void constexprIf(const IfStmt &If) {
    under(&If, [&] {
      statement(If.getInit());
      if (If.getCond()->isInstantiationDependent())
        return;
      if (std::optional<const Stmt *> Taken =
              If.getNondiscardedCase(Within->getASTContext()))
        statement(*Taken);
    });
  }

  void rangeFor(const CXXForRangeStmt &For) {
    under(&For, [&] {
      statement(For.getInit());
      statement(For.getRangeStmt());
      const CXXForRangeStmt *Outer = std::exchange(RangeFor, &For);
      statement(For.getBeginStmt());
      statement(For.getEndStmt());
      statement(For.getCond());
      statement(For.getInc());
      RangeFor = Outer;
      statement(For.getLoopVarStmt());
      statement(For.getBody());
    });
  }

  void declarations(const DeclStmt &S) {
    for (const Decl *D : S.decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        if (Var->hasLocalStorage() && !Var->getType()->isReferenceType())
          destroy(Var->getType(), Var, Var->getLocation());
  }

  void destroyTemporary(const CXXBindTemporaryExpr &E) {
    // One that initialises a variable or an argument is destroyed elsewhere:
    // what remains is the result that nobody takes.
    auto InVoidCast = [&] {
      const auto *Cast = Ancestors.empty()
                             ? nullptr
                             : dyn_cast<ExplicitCastExpr>(Ancestors.back());
      return Cast && Cast->getType()->isVoidType();
    };
    if (isValueLost(&E, Ancestors) || InVoidCast())
      destroy(E.getType(), nullptr, E.getExprLoc(), E.getSubExpr());
  }

  void destroy(QualType T, const VarDecl *Var, SourceLocation Location,
               const Expr *Object = nullptr) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition() || R->hasTrivialDestructor())
      return;
    if (const CXXDestructorDecl *Dtor = R->getDestructor())
      emit(Dtor, nullptr, Object, {}, Var, Location);
  }

  void call(const CallExpr &E) {
    if (E.isUnevaluatedBuiltinCall(Within->getASTContext()))
      return;
    const FunctionDecl *Callee = E.getDirectCallee();
    if (!Callee)
      return;
    SmallVector<const Expr *, 4> Args(E.arguments());
    const Expr *Object = nullptr;
    SourceLocation Location = E.getExprLoc();
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E)) {
      Object = Member->getImplicitObjectArgument();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E)) {
      Location = Operator->getOperatorLoc();
      if (isa<CXXMethodDecl>(Callee) && !Args.empty()) {
        Object = Args.front();
        Args.erase(Args.begin());
      }
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(
                   E.getCallee()->IgnoreParenImpCasts())) {
      Location = Ref->getLocation();
    }
    emit(Callee, &E, Object, Args, nullptr, Location);
    under(&E, [&] { enterCallables(*Callee, Args); });
  }

  void construct(const CXXConstructExpr &E) {
    const VarDecl *Var = nullptr;
    SourceLocation Location = E.getLocation();
    for (const Stmt *Parent : reverse(Ancestors)) {
      if (const auto *Decl = dyn_cast<DeclStmt>(Parent)) {
        for (const clang::Decl *D : Decl->decls())
          if (const auto *V = dyn_cast<VarDecl>(D))
            if (V->getInit() && V->getInit()->IgnoreImplicit() == &E)
              Var = V;
        break;
      }
      if (!isa<ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
               ImplicitCastExpr, ConstantExpr>(Parent))
        break;
    }
    if (Var)
      Location = Var->getLocation();
    SmallVector<const Expr *, 4> Args(E.arguments());
    emit(E.getConstructor(), &E, nullptr, Args, Var, Location);
  }

  void emit(const FunctionDecl *Callee, const Expr *Call, const Expr *Object,
            ArrayRef<const Expr *> Args, const VarDecl *Var,
            SourceLocation Location) {
    Evaluation E;
    E.Callee = Callee;
    E.Call = Call;
    E.Object = Object;
    for (const Expr *Arg : Args)
      if (!isa<CXXDefaultArgExpr>(Arg))
        E.Args.push_back(Arg);
    E.Variable = Var;
    E.RangeFor = RangeFor;
    E.Location = RangeFor            ? RangeFor->getForLoc()
                 : InDefaultArgument ? callAround()
                                     : Location;
    E.Ancestors = Ancestors;
    E.Within = Within;
    E.InDefaultArgument = InDefaultArgument;
    Visit(E);
  }

  /// The call whose default argument is being walked.
  SourceLocation callAround() const {
    for (const Stmt *Parent : reverse(Ancestors))
      if (isa<CallExpr, CXXConstructExpr>(Parent))
        return cast<Expr>(Parent)->getExprLoc();
    return {};
  }

  /// Enters the lambda that is called, and those that the callee calls.
  void enterCallables(const FunctionDecl &Callee, ArrayRef<const Expr *> Args) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
        Method && Method->getParent()->isLambda())
      return enter(Callee);
    for (size_t I = 0; I < Args.size(); ++I)
      if (const CXXMethodDecl *Operator = calledLambda(Args[I]))
        if (callsArgument(Callee, I, M))
          enter(anyInstantiation(*Operator));
  }

  void enter(const FunctionDecl &Lambda) {
    const FunctionDecl *Definition = Lambda.getDefinition();
    if (Definition && !coroutineBody(*Definition))
      function(*Definition);
  }

  const model::Model &M;
  function_ref<void(const Evaluation &)> Visit;
  SmallVector<const Stmt *, 32> Ancestors;
  SmallPtrSet<const FunctionDecl *, 8> Entered;
  const FunctionDecl *Within = nullptr;
  const CXXForRangeStmt *RangeFor = nullptr;
  bool InDefaultArgument = false;
};

} // namespace

void forEachEvaluation(const FunctionDecl &F, const model::Model &M,
                       function_ref<void(const Evaluation &)> Visit) {
  Walk(M, Visit).function(F);
}

} // namespace corolint
