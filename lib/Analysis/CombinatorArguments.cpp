// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/CombinatorArguments.h"
#include "Analysis/Awaitable.h"
#include "Analysis/LazyCalls.h"
#include "Analysis/Names.h"
#include "Analysis/Statements.h"
#include "Analysis/TaskDestination.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// A value of \p T is what a combinator combines: an awaitable, a sender, a
/// callable that gives one.
bool canBeCombined(QualType T, const model::Model &M) {
  if (T->isDependentType() || holdsTask(T, M) || asAwaitable(T, M) ||
      isAwaitable(T))
    return true;
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R)
    return false;
  static const StringRef OfSenders[] = {"sender_concept", "connect",
                                        "completion_signatures", "value_types"};
  if (R->isLambda() || any_of(OfSenders, [&](StringRef Name) {
        return !membersNamed(R, Name).empty();
      }))
    return true;
  return R->hasDefinition() &&
         any_of(R->methods(), [](const CXXMethodDecl *Method) {
           return Method->getOverloadedOperator() == OO_Call;
         });
}

class Arguments {
public:
  Arguments(const CallExpr &Call, const model::Model &M) : M(M) {
    Found.Call = &Call;
    const FunctionDecl *Callee = Call.getDirectCallee();
    Pattern = Callee->getTemplateInstantiationPattern();
    if (!Pattern)
      Pattern = Callee;
    bool HasObject =
        isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    for (unsigned I = HasObject; I < Call.getNumArgs(); ++I) {
      TakesAnything = isForAnyType(I - HasObject);
      argument(*Call.getArg(I), /*Inside=*/false);
    }
  }

  AwaitsInCombinator Found;

  /// Every await is an argument by itself, and the tasks can stand in for their
  /// values as far as the combinator goes.
  bool canTakeTasks() const {
    return AllByThemselves && all_of(Found.Awaits, [&](const CoawaitExpr *E) {
             return !E->getOperand()->IgnoreImplicit()->isLValue() &&
                    (IsPack || sameOperand(*E, *Found.Awaits.front()));
           });
  }

  bool resultDepends() const {
    return Pattern->getReturnType()->isDependentType() ||
           Pattern->getReturnType()->isUndeducedType();
  }

private:
  static bool sameOperand(const CoawaitExpr &A, const CoawaitExpr &B) {
    return A.getOperand()->getType().getCanonicalType() ==
           B.getOperand()->getType().getCanonicalType();
  }

  /// The parameter for argument \p I takes a value of any type: it is a
  /// template's `T`, `T &&` or `T ...`.
  bool isForAnyType(unsigned I) {
    if (Pattern->getNumParams() == 0)
      return false;
    unsigned Last = Pattern->getNumParams() - 1;
    const ParmVarDecl *Parameter = Pattern->getParamDecl(std::min(I, Last));
    QualType T = Parameter->getType();
    if (const auto *Expansion = T->getAs<PackExpansionType>()) {
      IsPack = true;
      T = Expansion->getPattern();
    } else if (I > Last) {
      return false;
    }
    return T.getNonReferenceType()->isTemplateTypeParmType();
  }

  void argument(const Expr &Written, bool Inside) {
    const Expr *E = Written.IgnoreUnlessSpelledInSource();
    if (const auto *Await = dyn_cast<CoawaitExpr>(E)) {
      if ((Inside || TakesAnything) &&
          asAwaitable(Await->getOperand()->getType(), M) &&
          !canBeCombined(Await->getType(), M)) {
        Found.Awaits.push_back(Await);
        AllByThemselves &= !Inside;
      }
      return;
    }
    if (const auto *List = dyn_cast<InitListExpr>(E))
      for (const Expr *Init : List->inits())
        argument(*Init, /*Inside=*/true);
    else if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      argument(*List->getSubExpr(), /*Inside=*/true);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      for (const Expr *Arg : Construct->arguments())
        argument(*Arg, /*Inside=*/true);
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      argument(*Cast->getSubExpr(), /*Inside=*/true);
    else if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
      for (const Expr *Value : {Choice->getTrueExpr(), Choice->getFalseExpr()})
        argument(*Value, /*Inside=*/true);
    else if (const auto *Call = dyn_cast<CallExpr>(E);
             Call && Call->getDirectCallee() &&
             Call->getDirectCallee()->isInStdNamespace())
      for (const Expr *Arg : Call->arguments())
        argument(*Arg, /*Inside=*/true);
  }

  const model::Model &M;
  const FunctionDecl *Pattern = nullptr;
  bool TakesAnything = false, IsPack = false, AllByThemselves = true;
};

/// \p Call is awaited at once, and the value of that is lost.
bool isAwaitedForItsEnd(const CallExpr &Call, ArrayRef<const Stmt *> Ancestors,
                        bool AnyValue) {
  while (!Ancestors.empty()) {
    const Stmt *Parent = Ancestors.back();
    Ancestors = Ancestors.drop_back();
    if (const auto *Await = dyn_cast<CoawaitExpr>(Parent))
      return AnyValue || Await->getType()->isVoidType() ||
             isValueLost(Await, Ancestors);
    if (!isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr, FullExpr>(Parent))
      return false;
  }
  return false;
}

} // namespace

void forEachAwaitInCombinator(
    const FunctionDecl &F, const model::Model &M,
    function_ref<void(const AwaitsInCombinator &)> Visit) {
  forEachExpression(F, [&](const Expr &E, ArrayRef<const Stmt *> Ancestors) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    if (!Call || !Call->getDirectCallee())
      return;
    Listed As = listedAs(model::Role::Combinator, *Call, M);
    if (As == Listed::No ||
        (As == Listed::Plain && !canBeCombined(Call->getType(), M)))
      return;
    Arguments Of(*Call, M);
    if (Of.Found.Awaits.empty())
      return;
    Of.Found.TakesTasks =
        Of.canTakeTasks() &&
        isAwaitedForItsEnd(*Call, Ancestors, !Of.resultDepends());
    Visit(Of.Found);
  });
}

} // namespace corolint
