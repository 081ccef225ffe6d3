// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LocalAwaitables.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/ReadyResults.h"
#include "Analysis/Shots.h"
#include "Analysis/Statements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

class LocalsWalk {
public:
  LocalsWalk(LocalAwaitables &Into, const FunctionDecl &F,
             const model::Model &M)
      : Into(Into), Context(F.getASTContext()), M(M) {
    for (const ParmVarDecl *Parameter : F.parameters())
      if (!Parameter->getType()->isLValueReferenceType())
        given(*Parameter);
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (Method && Method->getParent()->isLambda())
      for (const LambdaCapture &Capture : Method->getParent()->captures())
        if (Capture.capturesVariable() &&
            Capture.getCaptureKind() == LCK_ByCopy)
          given(*Capture.getCapturedVar());
    forEachOwnStatement(
        F, [&](const Stmt &S, ArrayRef<const Stmt *> Ancestors) {
          if (const CXXForRangeStmt *Loop = loopOver(S, Ancestors))
            enter(*Loop);
          if (const auto *Decls = dyn_cast<DeclStmt>(&S))
            declare(*Decls, Ancestors);
          else if (const auto *Name = dyn_cast<DeclRefExpr>(&S))
            use(*Name, Ancestors);
          else if (const auto *Lambda = dyn_cast<LambdaExpr>(&S);
                   Lambda && F.isDependentContext())
            lend(*Lambda->getBody(), *Lambda);
        });
  }

private:
  LocalAwaitable *add(const ValueDecl &D, QualType T) {
    if (T.isNull() || T->isDependentType())
      return nullptr;
    bool IsArray = T.getNonReferenceType()->isArrayType();
    T = Context.getBaseElementType(T.getNonReferenceType());
    std::optional<Awaitable> What = asAwaitable(T, M);
    if (!What && !isAwaitable(T))
      return nullptr;
    auto Local = std::make_unique<LocalAwaitable>();
    Local->Declared = &D;
    Local->IsNamed = D.isReferenced();
    Local->What = What;
    Local->IsWrapper =
        IsArray || (What && What->Class->getCanonicalDecl() !=
                                T->getAsCXXRecordDecl()->getCanonicalDecl());
    return (Into.Locals[&D] = std::move(Local)).get();
  }

  void given(const ValueDecl &D) {
    if (LocalAwaitable *Local = add(D, D.getType()))
      Local->IsGiven = true;
  }

  void declare(const DeclStmt &S, ArrayRef<const Stmt *> Ancestors) {
    for (const Decl *D : S.decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var, S, Ancestors);
  }

  void declare(const VarDecl &Var, const DeclStmt &S,
               ArrayRef<const Stmt *> Ancestors) {
    if (!Var.hasLocalStorage() || !ownsItsValue(Var) ||
        Into.LoopVariables.contains(&Var))
      return;
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Var)) {
      for (const BindingDecl *Part : Parts->bindings())
        if (!Into.LoopVariables.contains(Part))
          if (LocalAwaitable *Local = add(*Part, Part->getType()))
            finish(*Local, Ancestors, Var);
      return;
    }
    LocalAwaitable *Local = add(Var, Var.getType());
    if (!Local)
      return;
    if (const VarDecl *Variable = Temporaries.lookup(&Var)) {
      Local->Declared = Variable;
      standFor(*Variable, Local);
    }
    if (S.isSingleDecl() && !Ancestors.empty() &&
        isa<CompoundStmt>(Ancestors.back()))
      Local->Statement = &S;
    finish(*Local, Ancestors, Var);
  }

  /// Completes \p Local, which \p Var declares.
  void finish(LocalAwaitable &Local, ArrayRef<const Stmt *> Ancestors,
              const VarDecl &Var) {
    Local.MayAwait = mayAwaitBelow(Ancestors);
    LocalUse Declaration;
    Declaration.Of = &Local;
    Declaration.Done.What = Use::Assigned;
    Declaration.Work = Var.getInit() ? workIn(Var.getInit()) : nullptr;
    add(Declaration);
  }

  void add(const LocalUse &Use) {
    if (Use.Work)
      HasWork.insert(Use.Of);
    Into.Uses.push_back(Use);
  }

  /// A reference owns what it prolongs the life of, and nothing else.
  static bool ownsItsValue(const VarDecl &Var) {
    if (!Var.getType()->isReferenceType())
      return true;
    const Expr *Init = Var.getInit();
    if (!Init)
      return false;
    Init = Init->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(Init))
      Init = Full->getSubExpr();
    return isa<MaterializeTemporaryExpr>(Init) ||
           isa<MaterializeTemporaryExpr>(Init->IgnoreImpCasts());
  }

  /// The loop that \p S, which stands in it, gives what it runs over.
  static const CXXForRangeStmt *loopOver(const Stmt &S,
                                         ArrayRef<const Stmt *> Ancestors) {
    const auto *Loop = Ancestors.empty()
                           ? nullptr
                           : dyn_cast<CXXForRangeStmt>(Ancestors.back());
    return Loop && Loop->getRangeStmt() == &S ? Loop : nullptr;
  }

  /// The local that \p E, what a loop runs over, is, was moved from, or is a
  /// part of; null if there is none.
  const LocalAwaitable *localIn(const Expr *E) const {
    E = wholeOf(E);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      const LocalAwaitable *True = localIn(Choice->getTrueExpr());
      return True ? True : localIn(Choice->getFalseExpr());
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E);
        Member && isInStd(*Member->getMemberDecl())) // A std::pair's.
      return localIn(Member->getBase());
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    return Name ? find(Name->getDecl()) : nullptr;
  }

  /// A loop variable stands for what the loop runs over.
  void enter(const CXXForRangeStmt &Loop) {
    const auto *Range =
        dyn_cast_or_null<VarDecl>(Loop.getRangeStmt()->getSingleDecl());
    const VarDecl *Variable = Loop.getLoopVariable();
    if (!Range || !Range->getInit() || !Variable)
      return;
    const LocalAwaitable *Over = localIn(Range->getInit());
    RunOver[Range] = Over;
    if (Over)
      standFor(*Variable, Over);
    else if (!isa<DecompositionDecl>(Variable))
      Temporaries[Range] = Variable;
  }

  void standFor(const VarDecl &Variable, const LocalAwaitable *Over) {
    if (!Over)
      return;
    Into.LoopVariables[&Variable] = Over;
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Variable))
      for (const BindingDecl *Part : Parts->bindings())
        Into.LoopVariables[Part] = Over;
  }

  const LocalAwaitable *find(const ValueDecl *D) const {
    auto Found = Into.Locals.find(D);
    return Found != Into.Locals.end() ? Found->second.get()
                                      : Into.LoopVariables.lookup(D);
  }

  /// \p E, or the part of it that gives an awaitable which this function got
  /// from a call, or took from a local that had it from one. Null for an empty
  /// task, or one that somebody else made.
  const Expr *workIn(const Expr *E) const {
    E = E->IgnoreParens()->IgnoreImplicit()->IgnoreParens();
    if (const auto *Await = dyn_cast<CoawaitExpr>(E))
      return givesReady(Await->getOperand(), M) ? nullptr : E;
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      return workIn(Cast->getSubExpr());
    if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
      const LocalAwaitable *From = find(Name->getDecl());
      return From && HasWork.contains(From) ? E : nullptr;
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      const Expr *True = workIn(Choice->getTrueExpr());
      return True ? True : workIn(Choice->getFalseExpr());
    }
    if (const auto *List = dyn_cast<InitListExpr>(E))
      return workInAny(List->inits());
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      return workIn(List->getSubExpr());
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      return Made->getConstructor()->isCopyConstructor()
                 ? nullptr
                 : workInAny(ArrayRef(Made->getArgs(), Made->getNumArgs()));
    const auto *Call = dyn_cast<CallExpr>(E);
    return Call ? workInCall(*Call) : nullptr;
  }

  template <typename Range> const Expr *workInAny(const Range &Parts) const {
    for (const Expr *Part : Parts)
      if (const Expr *Work = workIn(Part))
        return Work;
    return nullptr;
  }

  const Expr *workInCall(const CallExpr &Call) const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    std::optional<Awaitable> What =
        Call.isPRValue() ? asAwaitable(Call.getType(), M) : std::nullopt;
    // Nobody need await what a spawn function gives.
    if (What && What->Starts != Start::Lazy &&
        hasRole(Call, model::Role::Spawn, M))
      return nullptr;
    if (!Callee || !isInStd(*Callee))
      return What ? &Call : nullptr;
    // What the library makes is made of what it is given, unless it calls
    // something for it: std::invoke.
    if (Callee->getIdentifier() && Callee->getName() == "exchange")
      return workIn(Call.getArg(0));
    if (const Expr *Work = workInAny(Call.arguments()))
      return Work;
    bool IsItself =
        What && What->Class->getCanonicalDecl() ==
                    Call.getType()->getAsCXXRecordDecl()->getCanonicalDecl();
    return IsItself ? &Call : nullptr;
  }

  void use(const DeclRefExpr &Name, ArrayRef<const Stmt *> Ancestors) {
    auto Found = Into.Locals.find(Name.getDecl());
    const LocalAwaitable *Element = Into.LoopVariables.lookup(Name.getDecl());
    if (Found == Into.Locals.end() && !Element)
      return;
    LocalUse Use;
    Use.Of = Element ? Element : Found->second.get();
    Use.Name = &Name;
    Use.Done = useOf(Name, Ancestors, Context, M);
    if (Element)
      Use.Done.Element = "?";
    else if (isRunOver(Use))
      Use.Done.What = Use::Asked;
    judge(Use);
    add(Use);
  }

  /// Those that \p S, of the body of \p Lambda, names are captured: in a
  /// template that nobody instantiates the lambda doesn't say so itself.
  void lend(const Stmt &S, const LambdaExpr &Lambda) {
    if (const auto *Name = dyn_cast<DeclRefExpr>(&S))
      if (const LocalAwaitable *Of = find(Name->getDecl())) {
        LocalUse Use;
        Use.Of = Of;
        Use.Name = Name;
        Use.Done.What = Use::Lent;
        Use.Done.By = &Lambda;
        Use.Done.Object = Name;
        add(Use);
      }
    for (const Stmt *Child : S.children())
      if (Child)
        lend(*Child, Lambda);
  }

  /// A loop's variable stands for \p U's: the loop alone does nothing with
  /// that.
  bool isRunOver(const LocalUse &U) const {
    const auto *Decls = dyn_cast_or_null<DeclStmt>(U.Done.By);
    const auto *Range =
        Decls ? dyn_cast<VarDecl>(*Decls->decl_begin()) : nullptr;
    return Range && RunOver.lookup(Range) == U.Of;
  }

  /// Completes \p U by what the kind of use, and the type, say.
  void judge(LocalUse &U) const {
    const auto *By = dyn_cast_or_null<CallExpr>(U.Done.By);
    if (By && U.Done.What == Use::Assigned)
      U.Work = workIn(By->getArg(1));
    else if (By && U.Done.What == Use::Filled)
      U.Work = workInAny(By->arguments());
    else if (U.Done.What == Use::Awaited || U.Done.What == Use::Moved)
      U.UsesUp = usesUp(U.Done);
  }

  bool usesUp(const AwaitableUse &Done) const {
    QualType T = Done.Object->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    Shots Has = shotsOf(T, M);
    return Has == Shots::One || (Has == Shots::OnePerMove &&
                                 (Done.AsRvalue || Done.What == Use::Moved));
  }

  LocalAwaitables &Into;
  const ASTContext &Context;
  const model::Model &M;
  /// The variables that Clang makes for the temporaries that loops run over,
  /// with the loops' own.
  DenseMap<const VarDecl *, const VarDecl *> Temporaries;
  /// The variables that Clang makes for what loops run over, with the locals
  /// that loop variables stand for.
  DenseMap<const VarDecl *, const LocalAwaitable *> RunOver;
  /// Those that have held work of this function's.
  SmallPtrSet<const LocalAwaitable *, 8> HasWork;
};

LocalAwaitables::LocalAwaitables(const FunctionDecl &F, const model::Model &M) {
  LocalsWalk(*this, F, M);
}

} // namespace corolint
