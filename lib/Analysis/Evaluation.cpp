// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Evaluation.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Analysis/Statements.h"
#include "Analysis/VirtualCalls.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const Expr *ignoreConversions(const Expr *E) {
  return E ? E->IgnoreParens()->IgnoreImplicit()->IgnoreParenImpCasts()
           : nullptr;
}

const NamedDecl &Evaluation::named() const {
  if (Callee->getOverloadedOperator() == OO_Call)
    if (const auto *Ref =
            dyn_cast_or_null<DeclRefExpr>(ignoreConversions(Object)))
      if (Ref->getDecl()->getDeclContext()->isFileContext())
        return *Ref->getDecl();
  return *Callee;
}

const CXXRecordDecl *Evaluation::receiver() const {
  return receiverClass(Object);
}

namespace {

class Walk {
public:
  Walk(const model::Model &M, function_ref<void(const Evaluation &)> Visit)
      : M(M), Visit(Visit) {}

  void function(const FunctionDecl &F) {
    // What runs for sure is seen again though it was seen as what may run.
    auto [It, New] =
        Entered.try_emplace(F.getCanonicalDecl(), Assumptions.empty());
    if (!New && (It->second || !Assumptions.empty()))
      return;
    It->second = Assumptions.empty();
    const FunctionDecl *Outer = std::exchange(Within, &F);
    const CXXForRangeStmt *OuterLoop = std::exchange(RangeFor, nullptr);
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        statement(Init->getInit());
    statement(writtenBody(F));
    if (const auto *Dtor = dyn_cast<CXXDestructorDecl>(&F))
      subobjects(*Dtor->getParent());
    Within = Outer;
    RangeFor = OuterLoop;
  }

private:
  void statement(const Stmt *S) {
    if (const auto *Decls = dyn_cast_or_null<DeclStmt>(S))
      return under(S, [&] { declarations(*Decls); });
    if (!S || isUnevaluated(S) || (OfAwait && S == OfAwait->getOperand()))
      return;
    if (const auto *If = dyn_cast<IfStmt>(S)) {
      if (If->isConstexpr())
        return constexprIf(*If);
      if (If->isConsteval())
        return under(S, [&] {
          statement(If->isNegatedConsteval() ? If->getThen() : If->getElse());
        });
    }
    if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(S))
      return suspension(*Suspend);
    if (const auto *Return = dyn_cast<CoreturnStmt>(S);
        Return && Return->getPromiseCall())
      return under(S, [&] {
        // `return_value` has the operand among its arguments, `return_void`
        // hasn't.
        if (Return->getOperand() &&
            Return->getOperand()->getType()->isVoidType())
          statement(Return->getOperand());
        statement(Return->getPromiseCall());
      });
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S)) {
      bool Outer = std::exchange(InDefaultArgument, true);
      statement(Default->getExpr());
      InDefaultArgument = Outer;
      return;
    }
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S)) {
      SourceLocation Outer =
          std::exchange(AggregateInit, isa<CXXConstructorDecl>(Within)
                                           ? SourceLocation()
                                           : Default->getUsedLocation());
      statement(Default->getExpr());
      AggregateInit = Outer;
      return;
    }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      return under(S, [&] {
        for (const Expr *Init : Lambda->capture_inits())
          statement(Init);
      });
    if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
      return rangeFor(*For);
    if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(S))
      // The awaiter was evaluated before its functions are called.
      return OfAwait ? void() : statement(Opaque->getSourceExpr());

    under(S, [&] {
      for (const Stmt *Child : S->children())
        statement(Child);
    });
    if (const auto *Call = dyn_cast<CallExpr>(S))
      call(*Call);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      construct(*Construct);
    else if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(S))
      emit(Inherited->getConstructor(), Inherited, nullptr, {}, nullptr,
           Inherited->getLocation());
    else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(S))
      destroyTemporary(*Temporary);
    else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
      deletion(*Delete);
  }

  /// `co_await e`: `e`, the operators and transformations on the way to its
  /// awaiter, and the three functions of that.
  void suspension(const CoroutineSuspendExpr &E) {
    under(&E, [&] {
      statement(E.getOperand());
      const Expr *Common = E.getCommonExpr();
      if (!Common || !E.getReadyExpr() || !E.getResumeExpr())
        return;
      auto Outer = std::exchange(OfAwait, &E);
      for (const Stmt *Part : std::initializer_list<const Stmt *>{
               Common, E.getReadyExpr(), E.getSuspendExpr(), E.getResumeExpr()})
        statement(Part);
      OfAwait = Outer;
    });
  }

  /// The members and bases that a destructor destroys after its body.
  void subobjects(const CXXRecordDecl &R) {
    if (!R.hasDefinition() || R.isUnion())
      return;
    for (const FieldDecl *Field : R.fields()) {
      DestroyedField = Field;
      destroy(Field->getType(), nullptr, Field->getLocation());
    }
    DestroyedField = nullptr;
    for (const CXXBaseSpecifier &Base : R.bases())
      destroy(Base.getType(), nullptr, Base.getBeginLoc());
  }

  void deletion(const CXXDeleteExpr &E) {
    QualType T = E.getDestroyedType();
    if (T.isNull())
      return;
    if (const CXXDestructorDecl *Dtor = destructorOf(T))
      emit(Dtor, &E, E.getArgument(), {}, nullptr, E.getExprLoc());
  }

  /// Runs \p Body with \p S as the innermost ancestor.
  void under(const Stmt *S, function_ref<void()> Body) {
    Ancestors.push_back(S);
    Body();
    Ancestors.pop_back();
  }

  bool isUnevaluated(const Stmt *S) const {
    if (const auto *Call = dyn_cast<CallExpr>(S);
        Call && Call->isUnevaluatedBuiltinCall(Within->getASTContext()))
      return true;
    if (const auto *Typeid = dyn_cast<CXXTypeidExpr>(S))
      return !Typeid->isPotentiallyEvaluated();
    // What is constant is computed by the compiler.
    return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr,
               ConceptSpecializationExpr, ConstantExpr>(S);
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
    for (const Decl *D : S.decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var)
        continue;
      if (!isConstant(*Var))
        statement(Var->getInit());
      if (Var->hasLocalStorage())
        destroyVariable(*Var);
    }
  }

  /// The compiler knows what \p Var is initialised with.
  static bool isConstant(const VarDecl &Var) {
    return Var.isConstexpr() || (Var.isStaticLocal() && Var.getInit() &&
                                 !Var.getInit()->isValueDependent() &&
                                 Var.hasConstantInitialization());
  }

  void destroyVariable(const VarDecl &Var) {
    if (!Var.getType()->isReferenceType())
      return destroy(Var.getType(), &Var, Var.getLocation());
    // A reference prolongs the life of the temporary that it is bound to.
    const Expr *Init =
        Var.getInit() ? Var.getInit()->IgnoreImpCasts() : nullptr;
    if (const auto *Full = dyn_cast_or_null<ExprWithCleanups>(Init))
      Init = Full->getSubExpr()->IgnoreImpCasts();
    if (const auto *Bound = dyn_cast_or_null<MaterializeTemporaryExpr>(Init))
      destroy(Bound->getType(), &Var, Var.getLocation());
  }

  void destroyTemporary(const CXXBindTemporaryExpr &E) {
    // One that initialises a variable or a parameter is destroyed elsewhere:
    // what remains is the result that nobody takes, and what something refers
    // to for the time of the expression.
    const Expr *Written = &E;
    ArrayRef<const Stmt *> Around = Ancestors;
    auto Cast = [&] {
      return Around.empty() ? nullptr
                            : dyn_cast<ExplicitCastExpr>(Around.back());
    };
    // `T(x)` is a cast.
    if (const ExplicitCastExpr *Making = Cast();
        Making && Making->getType()->isRecordType()) {
      Written = Making;
      Around = Around.drop_back();
    }
    auto InVoidCast = [&] { return Cast() && Cast()->getType()->isVoidType(); };
    if (isValueLost(Written, Around) || InVoidCast() || isReferredTo())
      destroy(E.getType(), nullptr, E.getExprLoc(), E.getSubExpr());
  }

  /// The innermost ancestor is a temporary that lives as long as the full
  /// expression, and that nobody can have moved from.
  bool isReferredTo() const {
    ArrayRef<const Stmt *> Around = Ancestors;
    auto SkipSyntax = [&] {
      while (!Around.empty() && isa<ImplicitCastExpr, ParenExpr>(Around.back()))
        Around = Around.drop_back();
    };
    SkipSyntax();
    const auto *Temporary =
        Around.empty() ? nullptr
                       : dyn_cast<MaterializeTemporaryExpr>(Around.back());
    if (!Temporary || Temporary->getStorageDuration() != SD_FullExpression)
      return false;
    if (Temporary->isBoundToLvalueReference())
      return true;
    Around = Around.drop_back();
    SkipSyntax();
    const auto *Member =
        Around.empty() ? nullptr : dyn_cast<MemberExpr>(Around.back());
    if (!Member)
      return false;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
      return Method->getRefQualifier() != RQ_RValue;
    return Member->getType().isTrivialType(Within->getASTContext());
  }

  void destroy(QualType T, const VarDecl *Var, SourceLocation Location,
               const Expr *Object = nullptr) {
    if (const CXXDestructorDecl *Dtor = destructorOf(T))
      emit(Dtor, nullptr, Object, {}, Var, Location);
  }

  /// The destructor of a \p T or of its elements, if it does anything.
  const CXXDestructorDecl *destructorOf(QualType T) const {
    const CXXRecordDecl *R =
        Within->getASTContext().getBaseElementType(T)->getAsCXXRecordDecl();
    return R && R->hasDefinition() && !R->hasTrivialDestructor()
               ? R->getDestructor()
               : nullptr;
  }

  void call(const CallExpr &E) {
    const FunctionDecl *Callee = E.getDirectCallee();
    SmallVector<const Expr *, 4> Args(E.arguments());
    if (!Callee)
      return indirectCall(E, *E.getCallee());
    const Expr *Object = nullptr;
    SourceLocation Location = E.getExprLoc();
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E)) {
      Object = Member->getImplicitObjectArgument();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E)) {
      bool Encloses =
          is_contained({OO_Call, OO_Subscript}, Operator->getOperator());
      Location =
          Encloses ? Args.front()->getExprLoc() : Operator->getOperatorLoc();
      if (isa<CXXMethodDecl>(Callee) && !Args.empty()) {
        Object = Args.front();
        Args.erase(Args.begin());
      }
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(
                   E.getCallee()->IgnoreParenImpCasts())) {
      Location = Ref->getLocation();
    }
    emit(Callee, &E, Object, Args, nullptr, Location);
    // std::function's and its kin's.
    if (Callee->getOverloadedOperator() == OO_Call && Object &&
        !cast<CXXMethodDecl>(Callee)->getParent()->isLambda() &&
        isInStd(*Callee) && calledFunction(Object))
      return indirectCall(E, *Object);
    under(&E, [&] { enterCallables(targetOf(*Callee, &E, Object), Args); });
  }

  /// A call through what holds a function, where that can be seen.
  void indirectCall(const CallExpr &E, const Expr &Holder) {
    const Expr *Called = Holder.IgnoreParens();
    if (const auto *Member = dyn_cast<BinaryOperator>(Called);
        Member && Member->isPtrMemOp())
      Called = Member->getRHS();
    if (const FunctionDecl *Target = calledFunction(Called))
      run(*Target, E, Called->getExprLoc());
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
    E.Location = RangeFor                  ? RangeFor->getForLoc()
                 : OfAwait                 ? OfAwait->getKeywordLoc()
                 : InDefaultArgument       ? callAround()
                 : AggregateInit.isValid() ? AggregateInit
                                           : Location;
    E.Ancestors = Ancestors;
    E.Within = Within;
    E.InDefaultArgument = InDefaultArgument || AggregateInit.isValid();
    E.HandedOver = HandedOver;
    E.OfKeyword = OfAwait || isKeywordsCall(Call);
    E.Assumes = Assumptions;
    E.Field = DestroyedField;
    Visit(E);
  }

  /// \p Call is the promise's `yield_value`, `return_value` or `return_void`,
  /// called by the keyword for it.
  bool isKeywordsCall(const Expr *Call) const {
    if (!isa_and_nonnull<CXXMemberCallExpr>(Call))
      return false;
    for (const Stmt *Parent : reverse(Ancestors)) {
      if (isa<ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
              ImplicitCastExpr>(Parent))
        continue;
      if (const auto *Return = dyn_cast<CoreturnStmt>(Parent))
        return Return->getPromiseCall()->IgnoreImplicit() == Call;
      return isa<CoyieldExpr>(Parent);
    }
    return false;
  }

  /// The call whose default argument is being walked.
  SourceLocation callAround() const {
    for (const Stmt *Parent : reverse(Ancestors))
      if (isa<CallExpr, CXXConstructExpr>(Parent))
        return cast<Expr>(Parent)->getExprLoc();
    return {};
  }

  /// Enters the lambda that is called, and those that the callee calls.
  void enterCallables(CallTarget Callee, ArrayRef<const Expr *> Args) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee.Function);
        Method && Method->getParent()->isLambda()) {
      if (isParametersCall())
        return;
      enter(*Method);
    }
    for (size_t I = 0; I < Args.size(); ++I) {
      // A parameter that is passed on is its caller's matter as well.
      if (isParameter(Args[I]) && !coroutineBody(*Within))
        continue;
      auto Targets = calledFunctions(Args[I]);
      RunsArgument Runs =
          Targets.empty() ? RunsArgument::No : callsArgument(Callee, I, M);
      if (Runs == RunsArgument::No)
        continue;
      size_t Outer = Assumptions.size();
      if (Runs == RunsArgument::Elsewhere)
        Assumptions.push_back({Callee, static_cast<unsigned>(I)});
      for (const FunctionDecl *Target : Targets)
        run(*Target, *Args[I], Args[I]->getExprLoc());
      Assumptions.truncate(Outer);
    }
  }

  /// The innermost ancestor calls a parameter: what that does is its caller's
  /// matter.
  bool isParametersCall() const {
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(Ancestors.back());
    return Call && isParameter(Call->getArg(0));
  }

  /// \p E makes \p Target run: a lambda is part of this body.
  void run(const FunctionDecl &Target, const Expr &E, SourceLocation Location) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Target);
    if (Method && Method->getParent()->isLambda())
      return enter(anyInstantiation(*Method));
    bool Outer = std::exchange(HandedOver, !isa<CallExpr>(E));
    emit(&Target, &E, nullptr, {}, nullptr, Location);
    HandedOver = Outer;
  }

  void enter(const FunctionDecl &Lambda) {
    const FunctionDecl *Definition = Lambda.getDefinition();
    if (Definition && !coroutineBody(*Definition))
      function(*Definition);
  }

  const model::Model &M;
  function_ref<void(const Evaluation &)> Visit;
  SmallVector<const Stmt *, 32> Ancestors;
  /// The functions entered, and whether without assumptions.
  SmallDenseMap<const FunctionDecl *, bool, 8> Entered;
  SmallVector<ArgumentOf, 1> Assumptions;
  const FunctionDecl *Within = nullptr;
  const CXXForRangeStmt *RangeFor = nullptr;
  /// The await whose own steps are being walked, its operand left out.
  const CoroutineSuspendExpr *OfAwait = nullptr;
  const FieldDecl *DestroyedField = nullptr;
  bool InDefaultArgument = false;
  /// Where an aggregate is made whose default member initialiser is walked.
  SourceLocation AggregateInit;
  bool HandedOver = false;
};

} // namespace

void forEachEvaluation(const FunctionDecl &F, const model::Model &M,
                       function_ref<void(const Evaluation &)> Visit) {
  Walk(M, Visit).function(F);
}

} // namespace corolint
