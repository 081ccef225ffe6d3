// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/InlineCallables.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// \p E without conversions, copies and moves: the object that it comes from.
static const Expr *origin(const Expr *E) {
  while (E) {
    const Expr *Inner = ignoreConversions(E);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner)) {
      // A copy, a move, or a wrapper such as std::function around one callable.
      if (Construct->getNumArgs() >= 1 &&
          all_of(drop_begin(Construct->arguments()),
                 [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg); }))
        Inner = Construct->getArg(0);
    } else if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Inner)) {
      Inner = Cast->getSubExpr();
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Inner);
               Member &&
               isa_and_nonnull<CXXConversionDecl>(Member->getMethodDecl()) &&
               Member->getMethodDecl()->getParent()->isLambda()) {
      // A lambda becomes a function pointer.
      Inner = Member->getImplicitObjectArgument();
    } else if (const auto *Call = dyn_cast<CallExpr>(Inner)) {
      const FunctionDecl *F = Call->getDirectCallee();
      if (F && F->isInStdNamespace() && Call->getNumArgs() == 1 &&
          F->getIdentifier() &&
          (F->getName() == "move" || F->getName() == "forward" ||
           F->getName() == "ref" || F->getName() == "cref"))
        Inner = Call->getArg(0);
    } else if (const auto *Operator = dyn_cast<UnaryOperator>(Inner)) {
      if (is_contained({UO_AddrOf, UO_Deref, UO_Plus}, Operator->getOpcode()))
        Inner = Operator->getSubExpr();
    }
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

/// What calling an object of the user's class \p T runs; null where overload
/// resolution would have to decide.
static const CXXMethodDecl *onlyCallOperator(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || isInStd(*R))
    return nullptr;
  const CXXMethodDecl *Found = nullptr;
  for (const CXXMethodDecl *Method : R->methods())
    if (Method->getOverloadedOperator() == OO_Call) {
      if (Found)
        return nullptr;
      Found = Method;
    }
  return Found;
}

/// calledFunction(), if the variables \p Through which the function is found
/// keep their initial values.
static const FunctionDecl *
calledFunction(const Expr *E, SmallVectorImpl<const VarDecl *> &Through) {
  E = origin(E);
  for (unsigned Hops = 0; E && Hops < 8; ++Hops) {
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return Lambda->getCallOperator();
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref)
      return onlyCallOperator(E->getType());
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return F;
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var)
      return nullptr;
    if (const CXXRecordDecl *R = recordOrPattern(Var->getType());
        R && R->isLambda())
      return R->getLambdaCallOperator();
    if (const CXXMethodDecl *Operator = onlyCallOperator(Var->getType()))
      return Operator;
    Through.push_back(Var);
    E = origin(initializer(*Var));
  }
  return nullptr;
}

const FunctionDecl *calledFunction(const Expr *E) {
  SmallVector<const VarDecl *, 2> Through;
  const FunctionDecl *F = calledFunction(E, Through);
  return F && all_of(Through,
                     [](const VarDecl *Var) { return keepsInitialValue(*Var); })
             ? F
             : nullptr;
}

SmallVector<const FunctionDecl *, 2> calledFunctions(const Expr *E) {
  if (const FunctionDecl *F = calledFunction(E))
    return {F};
  SmallVector<const FunctionDecl *, 2> Lambdas;
  const CXXRecordDecl *R =
      E->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (R && R->hasDefinition())
    for (const CXXBaseSpecifier &Base : R->bases())
      if (const CXXRecordDecl *Lambda = Base.getType()->getAsCXXRecordDecl();
          Lambda && Lambda->isLambda())
        Lambdas.push_back(Lambda->getLambdaCallOperator());
  return Lambdas;
}

const CXXMethodDecl *calledLambda(const Expr *E) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calledFunction(E));
  return Method && Method->getParent()->isLambda() ? Method : nullptr;
}

const FunctionDecl &anyInstantiation(const CXXMethodDecl &Operator) {
  if (const FunctionTemplateDecl *Template =
          Operator.getDescribedFunctionTemplate())
    for (const FunctionDecl *Spec : Template->specializations())
      if (Spec->getDefinition())
        return *Spec;
  return Operator;
}

/// Whether \p Callee runs its callable arguments here, where the model or a
/// mark says something of that.
static std::optional<bool> isSaidToRun(const FunctionDecl &Callee,
                                       const model::Model &M) {
  if (isMarkedOffloadSink(Callee))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  std::string Namespace = enclosingNamespace(Callee);
  for (const std::string &Name :
       calleeNames(Callee, Method ? Method->getParent() : nullptr)) {
    if (M.has(model::Role::OffloadSink, Name, Namespace))
      return false;
    if (M.has(model::Role::InlineCaller, Name, Namespace))
      return true;
  }
  return std::nullopt;
}

/// A standard function that calls its callable arguments calls its parameter
/// \p Position: of those that it forwards, the first that can be called (the
/// rest are arguments of that), and none that it only looks at, as values are.
static bool standardCalls(const FunctionDecl &Callee, unsigned Position) {
  const FunctionDecl *Pattern = Callee.getTemplateInstantiationPattern();
  if (!Pattern)
    return true;
  if (Position >= Pattern->getNumParams() ||
      Pattern->getParamDecl(Position)->isParameterPack())
    return false;
  QualType T = Pattern->getParamDecl(Position)->getType();
  if (!T->isReferenceType())
    return true;
  return T->isRValueReferenceType() &&
         none_of(Callee.parameters().take_front(Position),
                 [](const ParmVarDecl *Before) {
                   QualType T = Before->getType().getNonReferenceType();
                   return T->isMemberPointerType() || isCallable(T);
                 });
}

bool isOffloadSink(const FunctionDecl &Callee, const model::Model &M) {
  return isSaidToRun(Callee, M) == false;
}

namespace {

/// Looks in a body for calls of one parameter.
class ParameterCallFinder : public RecursiveASTVisitor<ParameterCallFinder> {
public:
  using Active = SmallPtrSet<const ParmVarDecl *, 8>;

  ParameterCallFinder(const ParmVarDecl &Parameter, const model::Model &M,
                      Active &Visited)
      : Parameter(Parameter), M(M), Visited(Visited) {}

  ParameterUse Use;

  bool VisitCallExpr(CallExpr *Call) {
    if (names(Call->getCallee()))
      return found();
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    ArrayRef<const Expr *> Args(Call->getArgs(), Call->getNumArgs());
    const Expr *Object = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee)) {
      Object = Args.front();
      if (Callee->getOverloadedOperator() == OO_Call && names(Object))
        return found();
      Args = Args.drop_front();
    }
    for (size_t I = 0; I < Args.size(); ++I)
      if (names(Args[I]) && pass(targetOf(*Callee, Call, Object), I))
        return found();
    return true;
  }

  /// What a nested lambda does, it does when somebody calls it.
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

  static ParameterUse search(const FunctionDecl &F, unsigned Position,
                             const model::Model &M, Active &Visited) {
    const FunctionDecl *Definition = F.getDefinition();
    if (!F.hasBody())
      return {};
    // A coroutine calls it when it is resumed, and is looked at by itself.
    if (coroutineBody(*Definition))
      return {};
    // A pack takes every position from its own on; its expansion is spelt out
    // in the parameters of an instantiation.
    if (Position >= Definition->getNumParams())
      return {};
    const ParmVarDecl *Parameter = Definition->getParamDecl(Position);
    if (!Visited.insert(Parameter).second)
      return {};
    ParameterCallFinder Finder(*Parameter, M, Visited);
    Finder.TraverseStmt(Definition->getBody());
    return std::move(Finder.Use);
  }

  static RunsArgument decide(CallTarget Target, unsigned Position,
                             const model::Model &M, Active &Visited) {
    const FunctionDecl &Callee = *Target.Function;
    if (std::optional<bool> Runs = isSaidToRun(Callee, M))
      return *Runs && (!isInStd(Callee) || standardCalls(Callee, Position))
                 ? RunsArgument::Yes
                 : RunsArgument::No;
    ParameterUse Use = search(Callee, Position, M, Visited);
    if (Use.Runs)
      return RunsArgument::Yes;
    bool MayBeOverridden =
        Target.Receiver && !M.isOfFramework(enclosingNamespace(Callee));
    return MayBeOverridden || !Use.PassedTo.empty() || isElsewhere(Callee, M)
               ? RunsArgument::Elsewhere
               : RunsArgument::No;
  }

private:
  bool names(const Expr *E) const {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(origin(E));
    return Ref && Ref->getDecl() == &Parameter;
  }

  /// \p Callee runs the parameter that it gets as its argument \p Position.
  bool pass(CallTarget Callee, unsigned Position) {
    RunsArgument Answer = decide(Callee, Position, M, Visited);
    if (Answer == RunsArgument::Elsewhere)
      Use.PassedTo.push_back({Callee, Position});
    return Answer == RunsArgument::Yes;
  }

  bool found() {
    Use.Runs = true;
    return false;
  }

  const ParmVarDecl &Parameter;
  const model::Model &M;
  Active &Visited;
};

} // namespace

bool isElsewhere(const FunctionDecl &F, const model::Model &M) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  const FunctionDecl *Written = F.getTemplateInstantiationPattern();
  const FunctionDecl *Definition = (Written ? Written : &F)->getDefinition();
  bool Skipped = Definition && Definition->hasSkippedBody();
  return !F.hasBody() && !F.isDeleted() && !F.isDefaulted() &&
         (Skipped || F.isExternallyVisible()) && !F.getBuiltinID() &&
         !SM.isInSystemHeader(F.getLocation()) &&
         !M.isOfFramework(enclosingNamespace(F));
}

bool isParameter(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(origin(E));
  return Ref && isa<ParmVarDecl>(Ref->getDecl());
}

bool isCallable(QualType T) {
  T = T.getNonReferenceType();
  if (T->isFunctionType() || T->isFunctionPointerType())
    return true;
  return anyOfClassAndBases(recordOrPattern(T), [](const CXXRecordDecl &Class) {
    const CXXRecordDecl *Definition = definitionOrPattern(&Class);
    DeclarationName Call =
        Class.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
    return Definition && !Definition->lookup(Call).empty();
  });
}

RunsArgument callsArgument(CallTarget Callee, unsigned Position,
                           const model::Model &M) {
  ParameterCallFinder::Active Visited;
  return ParameterCallFinder::decide(Callee, Position, M, Visited);
}

ParameterUse useOfParameter(const FunctionDecl &F, unsigned Position,
                            const model::Model &M) {
  ParameterCallFinder::Active Visited;
  return ParameterCallFinder::search(F, Position, M, Visited);
}

} // namespace corolint
