// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/DroppedAwaitables.h"
#include "Analysis/AwaitableUse.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/ReadyResults.h"
#include "Analysis/Statements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

using Visitor = function_ref<void(const DroppedAwaitable &)>;

bool isNodiscard(const Expr &Value, const Awaitable &What,
                 const ASTContext &Context) {
  const auto *Call = dyn_cast<CallExpr>(Value.IgnoreImplicit());
  return Call ? Call->hasUnusedResultAttr(Context)
              : What.Class->hasAttr<WarnUnusedResultAttr>();
}

/// Finds values that no object keeps.
class Temporaries {
public:
  Temporaries(const ASTContext &Context, const model::Model &M, Visitor Visit)
      : Context(Context), M(M), Visit(Visit) {}

  void look(const Stmt &S, ArrayRef<const Stmt *> Ancestors) {
    if (isa<CallExpr, CoawaitExpr, CXXFunctionalCastExpr,
            CXXTemporaryObjectExpr>(S))
      given(cast<Expr>(S), Ancestors);
    if (const auto *Call = dyn_cast<CallExpr>(&S))
      handed(calledName(*Call), Call->arguments(), Ancestors);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(&S)) {
      if (Made->getNumArgs() > 0 &&
          !Made->getConstructor()->isCopyOrMoveConstructor()) {
        handed(Made->getConstructor(), Made->arguments(), Ancestors);
        converted(*Made->getArg(0), Made->getType(), Ancestors);
      }
    } else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(&S);
               Assign && Assign->getOperator() == OO_Equal) {
      converted(*Assign->getArg(1), Assign->getArg(0)->getType(), Ancestors);
    }
  }

private:
  /// \p E gives a value of its own.
  void given(const Expr &E, ArrayRef<const Stmt *> Ancestors) {
    if (!E.isPRValue() && !(isa<CoawaitExpr>(E) && E.isXValue()))
      return;
    std::optional<Awaitable> What = asAwaitable(E.getType(), M);
    const auto *Await = dyn_cast<CoawaitExpr>(&E);
    if (!What || isByHand(E) || isHandleOfSpawned(E, *What) ||
        (Await && givesReady(Await->getOperand(), M)))
      return;
    const CXXRecordDecl *Given = E.getType()->getAsCXXRecordDecl();
    bool IsItself =
        Given->getCanonicalDecl() == What->Class->getCanonicalDecl();
    // `task<int>()` holds nothing; what is no coroutine does something itself.
    if (!isa<CallExpr, CoawaitExpr>(E) &&
        (!IsItself || What->Starts != Start::Lazy ||
         promiseOfReturnType(E.getType(), Given->getASTContext())))
      return;
    AwaitableUse Done = useOf(E, Ancestors, Context, M);
    bool IsShared = !IsItself && Given->getName() == "shared_ptr";
    bool IsAsked = Done.What == Use::Asked && !IsShared;
    if (Done.What != Use::Lost && !IsAsked)
      return;
    DroppedAwaitable Drop;
    if (IsAsked)
      Drop.Question = cast<Expr>(Done.By);
    Drop.Discarded = IsAsked ? &E : cast<Expr>(Done.By);
    Drop.Value = &E;
    report(Drop, *What, Ancestors);
  }

  /// What a promise or an awaiter is asked for by hand, and what is moved out
  /// of an object to destroy it.
  static bool isByHand(const Expr &E) {
    static const StringRef Names[] = {"initial_suspend", "final_suspend",
                                      "yield_value", "await_transform"};
    const auto *Call = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || !Callee->getIdentifier())
      return Callee && Callee->getOverloadedOperator() == OO_Coawait;
    return isInStd(*Callee) ? Callee->getName() == "exchange"
                            : isa<CXXMethodDecl>(Callee) &&
                                  is_contained(Names, Callee->getName());
  }

  /// A spawn function gives something to wait for its task with.
  bool isHandleOfSpawned(const Expr &E, const Awaitable &What) const {
    const auto *Call = dyn_cast<CallExpr>(&E);
    return Call && What.Starts != Start::Lazy &&
           hasRole(*Call, model::Role::Spawn, M);
  }

  /// A function object that gives awaitables becomes one that gives nothing.
  void converted(const Expr &From, QualType To,
                 ArrayRef<const Stmt *> Ancestors) {
    QualType Result = resultOfCalling(From.getType());
    if (Result.isNull() || !returnsVoid(To) ||
        To->getAsCXXRecordDecl() == From.getType()->getAsCXXRecordDecl())
      return;
    std::optional<Awaitable> What = asAwaitable(Result, M);
    if (!What)
      return;
    DroppedAwaitable Drop;
    Drop.Discarded = Drop.Value = From.IgnoreUnlessSpelledInSource();
    Drop.Callable = To;
    report(Drop, *What, Ancestors);
  }

  /// The function that \p Call calls; where that is an object, this.
  static const NamedDecl *calledName(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || Callee->getOverloadedOperator() != OO_Call)
      return Callee;
    // Written out, `f.operator()()`, it is a member's call.
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const auto *Object = dyn_cast<DeclRefExpr>(ignoreConversions(
        Member ? Member->getImplicitObjectArgument() : Call.getArg(0)));
    return Object ? Object->getDecl() : nullptr;
  }

  /// \p To may ignore what the first callable among \p Args gives.
  template <class Range>
  void handed(const NamedDecl *To, Range Args,
              ArrayRef<const Stmt *> Ancestors) {
    if (!To || !M.mayNameClass(unqualifiedName(*To)) ||
        !M.has(model::Role::ResultIgnorer, qualifiedName(*To)))
      return;
    for (const Expr *Arg : Args) {
      QualType Result = resultOfCalling(Arg->getType());
      if (Result.isNull())
        continue;
      if (std::optional<Awaitable> What = asAwaitable(Result, M)) {
        DroppedAwaitable Drop;
        Drop.Discarded = Drop.Value = Arg->IgnoreUnlessSpelledInSource();
        Drop.IgnoredBy = To;
        if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(To))
          Drop.IgnoredBy = Ctor->getParent();
        report(Drop, *What, Ancestors);
      }
      return;
    }
  }

  /// What calling a \p T without overloads gives, or a null type.
  static QualType resultOfCalling(QualType T) {
    if (T->isFunctionPointerType() || T->isMemberFunctionPointerType())
      T = T->getPointeeType();
    if (const auto *Function = T->getAs<clang::FunctionType>())
      return Function->getReturnType();
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition())
      return {};
    DeclarationName Call =
        R->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
    auto Operators = R->getDefinition()->lookup(Call);
    const FunctionDecl *Operator = Operators.isSingleResult()
                                       ? Operators.front()->getAsFunction()
                                       : nullptr;
    if (!Operator)
      return {};
    QualType Result = Operator->getReturnType();
    const FunctionTemplateDecl *Template =
        Operator->getDescribedFunctionTemplate();
    if (!Template || !(Result->isDependentType() || Result->isUndeducedType()))
      return Result;
    for (const FunctionDecl *Instance : Template->specializations())
      return Instance->getReturnType();
    return {};
  }

  /// \p T is a `std::function<void(…)>` or its like: a class template made for
  /// a function type that returns void.
  static bool returnsVoid(QualType T) {
    const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        T->getAsCXXRecordDecl());
    if (!Spec)
      return false;
    return any_of(Spec->getTemplateArgs().asArray(),
                  [](const TemplateArgument &Arg) {
                    const auto *Function =
                        Arg.getKind() == TemplateArgument::Type
                            ? Arg.getAsType()->getAs<FunctionProtoType>()
                            : nullptr;
                    return Function && Function->getReturnType()->isVoidType();
                  });
  }

  void report(DroppedAwaitable &Drop, const Awaitable &What,
              ArrayRef<const Stmt *> Ancestors) {
    if (!Reported.insert(Drop.Discarded).second)
      return;
    Drop.What = What;
    Drop.Nodiscard = isNodiscard(*Drop.Value, What, Context);
    Drop.MayAwait = mayAwaitBelow(Ancestors);
    Visit(Drop);
  }

  const ASTContext &Context;
  const model::Model &M;
  Visitor Visit;
  SmallPtrSet<const Expr *, 8> Reported;
};

/// Gathers where a template names its variables in what `if constexpr` may
/// leave out of an instantiation.
class OptionalNames : public RecursiveASTVisitor<OptionalNames> {
public:
  SmallPtrSet<void *, 8> Variables; ///< by the places of their declarations

  bool TraverseIfStmt(IfStmt *If) {
    Depth += If->isConstexpr();
    bool GoesOn = RecursiveASTVisitor::TraverseIfStmt(If);
    Depth -= If->isConstexpr();
    return GoesOn;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    if (Depth)
      Variables.insert(Name->getDecl()->getLocation().getPtrEncoding());
    return true;
  }

private:
  unsigned Depth = 0;
};

/// Joins what the flow says of each local's values.
class Values {
public:
  Values(const FunctionDecl &F, Visitor Visit)
      : Context(F.getASTContext()), Visit(Visit) {
    if (const FunctionDecl *Pattern = F.getTemplateInstantiationPattern())
      Elsewhere.TraverseStmt(Pattern->getBody());
  }

  void see(const LocalFates::Met &Use) {
    const auto &[By, Object, Whole, Work] = Use;
    const LocalUse &U = *By;
    Local &Of = Locals[U.Of];
    switch (U.Done.What) {
    case Use::Lost:
    case Use::Asked:
    case Use::Filled:
      break;
    case Use::Assigned:
      if (U.Name && !Whole.Holds.empty() && !Whole.MayBeKnown)
        Of.Overwritings.push_back({&U, Whole});
      break;
    default:
      Of.Consumed.insert(Whole.Holds.begin(), Whole.Holds.end());
    }
    if (!Work)
      return;
    Of.Made.insert({Work, &U});
    if (U.Name && Whole.MayBeKnown)
      Of.Consumed.insert(Work);
  }

  void tell() {
    for (auto &[Local, Its] : Locals)
      if (Local->What && !Local->IsGiven &&
          !Elsewhere.Variables.contains(
              Local->Declared->getLocation().getPtrEncoding()))
        tell(*Local, Its);
  }

private:
  struct Local {
    /// Where each value came in.
    MapVector<const Expr *, const LocalUse *> Made;
    SmallPtrSet<const Expr *, 4> Consumed;
    SmallVector<std::pair<const LocalUse *, Fate>, 2> Overwritings;
  };

  void tell(const LocalAwaitable &Of, Local &Its) {
    if (Its.Made.empty())
      return;
    DroppedAwaitable Drop;
    Drop.Variable = Of.Declared;
    Drop.What = *Of.What;
    Drop.MayAwait = Of.MayAwait;
    if (Its.Consumed.empty()) {
      if (!Of.IsNamed)
        Drop.Declaration = Of.Statement;
      return report(Drop, *Its.Made.front().first);
    }
    for (auto &[By, Before] : Its.Overwritings) {
      auto IsLeft = [&](const Expr *Work) {
        return !Its.Consumed.contains(Work);
      };
      if (Before.MayHoldNone && none_of(Before.Holds, IsLeft))
        continue;
      Its.Consumed.insert(Before.Holds.begin(), Before.Holds.end());
      Drop.Overwriting = cast<Expr>(By->Done.By);
      report(Drop, *Before.Holds.front());
    }
    Drop.Overwriting = nullptr;
    for (auto &[Work, Use] : Its.Made)
      if (!Its.Consumed.contains(Work) && Use->Name && !Of.IsWrapper) {
        Drop.Assigned = Work;
        report(Drop, *Work);
      }
  }

  void report(DroppedAwaitable &Drop, const Expr &Work) {
    Drop.Nodiscard = isNodiscard(Work, Drop.What, Context);
    Visit(Drop);
  }

  const ASTContext &Context;
  Visitor Visit;
  MapVector<const LocalAwaitable *, Local> Locals;
  /// What other instantiations may do with their variables.
  OptionalNames Elsewhere;
};

} // namespace

void forEachDroppedAwaitable(const LocalFates &Fates, const model::Model &M,
                             Visitor Visit) {
  const FunctionDecl &F = Fates.function();
  const ASTContext &Context = F.getASTContext();
  Temporaries OfNobody(Context, M, Visit);
  forEachOwnStatement(F, [&](const Stmt &S, ArrayRef<const Stmt *> Ancestors) {
    if (!isDiscarded(S, Ancestors, Context))
      OfNobody.look(S, Ancestors);
  });
  if (Fates.met().empty())
    return;
  Values OfLocals(F, Visit);
  for (const LocalFates::Met &Use : Fates.met())
    OfLocals.see(Use);
  OfLocals.tell();
}

} // namespace corolint
