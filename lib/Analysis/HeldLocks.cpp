// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/HeldLocks.h"
#include "Analysis/ConstantInteger.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/LockSteps.h"
#include "Analysis/LockValues.h"
#include "Analysis/SuspensionPoints.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Gathers the variables that a statement names or declares.
class VariableFinder : public RecursiveASTVisitor<VariableFinder> {
public:
  SmallPtrSet<const VarDecl *, 8> Named, Declared;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      Named.insert(Var->getCanonicalDecl());
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    Declared.insert(Var->getCanonicalDecl());
    return true;
  }
};

/// Gathers the variables that lambdas name in their bodies.
class LambdaVariableFinder : public RecursiveASTVisitor<LambdaVariableFinder> {
public:
  VariableFinder InBodies;

  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    return InBodies.TraverseStmt(Lambda->getBody());
  }
};

class Solver {
public:
  Solver(const FunctionDecl &F, LockEffects &Effects)
      : F(F), Context(F.getASTContext()), Effects(Effects), Steps(F, Effects) {}

  LockFlow solve(const CFG &Graph) {
    Exit = &Graph.getExit();
    if (F.isDependentContext())
      UnknownCaptures.TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
    findTests(Graph);
    enter(Graph.getEntry(), Steps.entry());
    while (!Pending.empty()) {
      auto [Block, Number] = Pending.pop_back_val();
      follow(Block, Entries[Block][Number]);
    }
    return std::move(Result);
  }

private:
  /// Enough for what people write; beyond, what is known of variables goes
  /// first, and then paths.
  static constexpr size_t ManyStates = 32, MaxStates = 128;

  /// Finds the variables that more than one branch tests: only of these is it
  /// worthwhile to know what the first said.
  void findTests(const CFG &Graph) {
    SmallPtrSet<const VarDecl *, 8> Tested;
    for (const CFGBlock *Block : Graph)
      if (const Stmt *Condition = Block->getTerminatorCondition()) {
        VariableFinder Finder;
        Finder.TraverseStmt(const_cast<Stmt *>(Condition));
        for (const VarDecl *Var : Finder.Named)
          if (!Tested.insert(Var).second)
            TestedAgain.insert(Var);
      }
  }

  void enter(const CFGBlock &Block, LockState State) {
    std::vector<LockState> &Known = Entries[&Block];
    if (Known.size() >= ManyStates) {
      State.Variables.clear();
      State.Expressions.clear();
    }
    if (Known.size() >= MaxStates || is_contained(Known, State))
      return;
    Pending.emplace_back(&Block, Known.size());
    Known.push_back(std::move(State));
  }

  /// Follows one path from \p Block to where it parts, or others join it.
  void follow(const CFGBlock *Block, const LockState &Entry) {
    std::vector<LockState> States(1, Entry);
    while (true) {
      pass(*Block, States);
      const CFGBlock *Next = onlyWayOn(*Block);
      if (!Next || States.size() > 1)
        break;
      Block = Next;
    }
    for (const LockState &State : States)
      leave(*Block, State);
  }

  /// The block that every path takes behind \p Block, and no other path; null
  /// if there is none.
  const CFGBlock *onlyWayOn(const CFGBlock &Block) const {
    if (Block.getTerminatorStmt() || Block.succ_empty())
      return nullptr;
    const CFGBlock *Next = Block.succ_begin()->getReachableBlock();
    return Next && Next != Exit && Next->pred_size() == 1 && !isHandler(*Next)
               ? Next
               : nullptr;
  }

  /// Takes \p States through \p Block, and what a call in it throws to its
  /// handlers.
  void pass(const CFGBlock &Block, std::vector<LockState> &States) {
    std::vector<LockState> Before;
    SmallVector<const CFGBlock *, 2> Handlers = handlersOf(Block);
    size_t Left = Block.size();
    for (const CFGElement &Element : Block) {
      if (auto S = Element.getAs<CFGStmt>())
        for (const LockState &State : States)
          if (!State.Locks.empty())
            reach(*S->getStmt(), State);
      if (--Left == 0 && !Handlers.empty())
        Before = States;
      std::vector<LockState> Forks;
      for (LockState &State : States)
        Steps.step(Element, State, Forks);
      for (LockState &State : Forks)
        if (States.size() < MaxStates && !is_contained(States, State))
          States.push_back(std::move(State));
    }
    // A call that throws has not taken its lock, but may have given one back.
    for (const CFGBlock *Handler : Handlers)
      for (LockState State : States) {
        erase_if(State.Locks, [&](const HeldLock &Lock) {
          return none_of(Before, [&](const LockState &Earlier) {
            return is_contained(Earlier.Locks, Lock);
          });
        });
        unwind(*Handler, std::move(State));
      }
  }

  /// Where an exception of the call at the end of \p Block may be caught: its
  /// successors but the first, if it has no terminator.
  SmallVector<const CFGBlock *, 2> handlersOf(const CFGBlock &Block) const {
    SmallVector<const CFGBlock *, 2> Handlers;
    if (!Block.getTerminatorStmt() && !Block.succ_empty())
      for (const CFGBlock::AdjacentBlock &Next : drop_begin(Block.succs()))
        if (Next.getReachableBlock() && Next.getReachableBlock() != Exit)
          Handlers.push_back(Next.getReachableBlock());
    return Handlers;
  }

  void leave(const CFGBlock &Block, LockState State) {
    const Stmt *Terminator = Block.getTerminatorStmt();
    if (Block.getTerminator().isTemporaryDtorsBranch()) {
      forEachPart({}, cast<Expr>(Terminator),
                  [&](const Expr &Part, const ObjectPath &) {
                    State.end(ObjectPath(Part));
                  });
      Terminator = nullptr;
    }
    bool Throws = !Block.empty() && endsWithThrow(Block);
    unsigned Position = 0;
    for (const CFGBlock::AdjacentBlock &Edge : Block.succs()) {
      unsigned At = Position++;
      const CFGBlock *Next = Edge.getReachableBlock();
      // Without a terminator the rest is where an exception would go.
      if (!Next || (At > 0 && !Block.getTerminatorStmt()))
        continue;
      LockState Out = State;
      if (Terminator && !branch(Block, *Terminator, At, *Next, Out))
        continue;
      if (Next == Exit && !Throws)
        end(Out);
      else
        unwind(*Next, std::move(Out));
    }
  }

  static bool endsWithThrow(const CFGBlock &Block) {
    auto Last = Block.back().getAs<CFGStmt>();
    return Last && isa<CXXThrowExpr>(Last->getStmt());
  }

  /// \p Block is where the handlers of a try block are chosen.
  static bool isHandler(const CFGBlock &Block) {
    return Block.empty() &&
           isa_and_nonnull<CXXTryStmt>(Block.getTerminatorStmt());
  }

  /// Enters \p Next. The CFG has no destructors on the way to a handler.
  void unwind(const CFGBlock &Next, LockState State) {
    if (&Next == Exit)
      return;
    if (isHandler(Next)) {
      const auto *Try = cast<CXXTryStmt>(Next.getTerminatorStmt());
      VariableFinder Finder;
      Finder.TraverseStmt(const_cast<CompoundStmt *>(Try->getTryBlock()));
      erase_if(State.Locks, [&](const HeldLock &Lock) {
        return Lock.Guard.isTemporary() ||
               Finder.Declared.contains(Lock.Guard.variable());
      });
      State.Expressions.clear();
    }
    enter(Next, std::move(State));
  }

  /// Adds what the branch to \p Next, successor \p Position, says. False if
  /// nothing leads there.
  bool branch(const CFGBlock &Block, const Stmt &Terminator, unsigned Position,
              const CFGBlock &Next, LockState &State) {
    if (const auto *Switch = dyn_cast<SwitchStmt>(&Terminator))
      return branchToCase(*Switch, Next, State);
    const Expr *Condition = Block.getLastCondition();
    // A call that may throw is the end of the block before.
    if (!Condition)
      Condition = dyn_cast_or_null<Expr>(Block.getTerminatorCondition());
    if (!Condition || Block.succ_size() != 2)
      return true;
    bool Value = Position == 0;
    std::optional<KnownValue> Known = valueOf(Condition, State, Context);
    if (auto Truth = Known ? Known->truth() : std::nullopt) {
      if (*Truth != Value)
        return false;
    } else if (auto [Var, Is] = learned(Condition, Value, Context);
               TestedAgain.contains(Var)) {
      State.Variables[Var] = Is;
    }
    auto *Logical = dyn_cast<BinaryOperator>(&Terminator);
    if ((Logical && Logical->isLogicalOp()) ||
        isa<AbstractConditionalOperator>(Terminator))
      State.Expressions[valueExpression(Condition)] = KnownValue::truth(Value);
    else
      State.Expressions.clear();
    return true;
  }

  bool branchToCase(const SwitchStmt &Switch, const CFGBlock &Next,
                    LockState &State) {
    std::optional<KnownValue> Known = valueOf(Switch.getCond(), State, Context);
    State.Expressions.clear();
    if (!Known)
      return true;
    auto ValueOf = [&](const SwitchCase *Case) -> std::optional<int64_t> {
      const auto *Labelled = dyn_cast_or_null<CaseStmt>(Case);
      return Labelled && !Labelled->getRHS()
                 ? constantInteger(Labelled->getLHS(), Context)
                 : std::nullopt;
    };
    if (auto Number = ValueOf(dyn_cast_or_null<CaseStmt>(Next.getLabel())))
      return Known->equals(*Number) != false;
    // The default, or behind the switch.
    for (const SwitchCase *Case = Switch.getSwitchCaseList(); Case;
         Case = Case->getNextSwitchCase())
      if (auto Number = ValueOf(Case); Number && Known->equals(*Number) == true)
        return false;
    return true;
  }

  void end(const LockState &State) {
    LockOutcome Way{State.Locks, State.GivenBack, State.Result};
    if (!is_contained(Result.Outcomes, Way))
      Result.Outcomes.push_back(std::move(Way));
  }

  /// Notes that locks are held before \p S.
  void reach(const Stmt &S, const LockState &State) {
    Result.Statements.insert(&S);
    const auto *E = dyn_cast<Expr>(&S);
    if (E && isAwaitOrYield(*E) && maySuspend(*E))
      suspend(*E, State);
  }

  void suspend(const Expr &At, const LockState &State) {
    for (const HeldLock &Lock : State.Locks) {
      std::vector<HeldLock> &Held = Result.AtSuspension[&At];
      bool Known = any_of(Held, [&](const HeldLock &Other) {
        return Other.Taken == Lock.Taken;
      });
      if (!Known && !isGivenBackBy(At, Lock) && !isInUnknownLambda(Lock))
        Held.push_back(Lock);
    }
  }

  /// A lambda of a template that nobody instantiates names it: what that does
  /// when it is called isn't known.
  bool isInUnknownLambda(const HeldLock &Lock) const {
    return any_of(std::initializer_list<const VarDecl *>{Lock.Guard.variable(),
                                                         Lock.Mutex.variable()},
                  [&](const VarDecl *Var) {
                    return Var && UnknownCaptures.InBodies.Named.contains(Var);
                  });
  }

  /// What \p At awaits gives \p Lock back while the coroutine is suspended: its
  /// awaiter is made of it, or it is a coroutine that gets the guard by
  /// reference, as an asynchronous condition variable's does.
  bool isGivenBackBy(const Expr &At, const HeldLock &Lock) {
    const Expr *Operand = nullptr;
    if (const auto *Await = dyn_cast<CoawaitExpr>(&At))
      Operand = Await->getOperand();
    else if (const auto *Await = dyn_cast<DependentCoawaitExpr>(&At))
      Operand = Await->getOperand();
    if (Operand)
      if (const auto *Call = dyn_cast<CallExpr>(ignoreConversions(Operand)))
        if (isLentTo(*Call, Lock))
          return true;
    const FunctionDecl *Suspend = awaitSuspendOf(At);
    const LockOutcomes *Ways = Suspend ? Effects.outcomes(*Suspend) : nullptr;
    if (!Ways || none_of(*Ways, [](const LockOutcome &Way) {
          return !Way.GivenBack.empty();
        }))
      return false;
    VariableFinder Names;
    Names.TraverseStmt(const_cast<Expr *>(&At));
    auto Mentions = [&](const VarDecl *Var) {
      return Var && Names.Named.contains(Var);
    };
    for (const VarDecl *Var : to_vector(Names.Named))
      if (Var->getInit() && Var->hasLocalStorage())
        Names.TraverseStmt(const_cast<Expr *>(Var->getInit()));
    return Mentions(Lock.Guard.variable()) || Mentions(Lock.Mutex.variable()) ||
           Lock.Guard.isThis() || Lock.Mutex.isThis();
  }

  /// \p Call gets the guard of \p Lock, or its mutex, by a reference to unlock
  /// it with, and nothing shows that it doesn't.
  static bool isLentTo(const CallExpr &Call, const HeldLock &Lock) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (isa<CXXOperatorCallExpr>(Call))
      return false;
    auto IsLent = [&](const Expr *Arg) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Arg->IgnoreParens());
      return Ref && (Ref->getDecl() == Lock.Guard.variable() ||
                     Ref->getDecl() == Lock.Mutex.variable());
    };
    // In a template that nobody instantiates.
    if (!Callee)
      return any_of(Call.arguments(), IsLent);
    for (unsigned I = 0; I < Call.getNumArgs() && I < Callee->getNumParams();
         ++I) {
      QualType T = Callee->getParamDecl(I)->getType();
      if (!IsLent(Call.getArg(I)) || !T->isLValueReferenceType() ||
          T->getPointeeType().isConstQualified())
        continue;
      const FunctionDecl *Definition = Callee->getDefinition();
      if (!Definition)
        return true;
      VariableFinder Body;
      Body.TraverseStmt(const_cast<Stmt *>(writtenBody(*Definition)));
      return Body.Named.contains(
          Definition->getParamDecl(I)->getCanonicalDecl());
    }
    return false;
  }

  const FunctionDecl &F;
  const ASTContext &Context;
  LockEffects &Effects;
  LockSteps Steps;
  LambdaVariableFinder UnknownCaptures;
  const CFGBlock *Exit = nullptr;
  SmallPtrSet<const VarDecl *, 8> TestedAgain;
  DenseMap<const CFGBlock *, std::vector<LockState>> Entries;
  /// Blocks with the number of one of their Entries.
  SmallVector<std::pair<const CFGBlock *, size_t>> Pending;
  LockFlow Result;
};

} // namespace

LockFlow solveLocks(const FunctionDecl &F, const CFG *Graph,
                    LockEffects &Effects) {
  if (!Graph)
    return {};
  LockFlow Flow = Solver(F, Effects).solve(*Graph);
  Flow.AtSuspension.remove_if(
      [](const auto &Entry) { return Entry.second.empty(); });
  const SourceManager &SM = F.getASTContext().getSourceManager();
  for (auto &[At, Held] : Flow.AtSuspension)
    llvm::stable_sort(Held, [&](const HeldLock &A, const HeldLock &B) {
      return SM.isBeforeInTranslationUnit(A.Taken, B.Taken);
    });
  return Flow;
}

bool LockFlow::holdsAt(SourceLocation Place) const {
  return any_of(Statements, [Place](const Stmt *S) {
    if (S->getBeginLoc() == Place)
      return true;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      return any_of(Declaration->decls(), [Place](const Decl *D) {
        return D->getLocation() == Place;
      });
    const auto *E = dyn_cast<Expr>(S);
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    return (E && E->getExprLoc() == Place) ||
           (Ref && Ref->getLocation() == Place);
  });
}

std::string lockName(const HeldLock &Lock) {
  return (Lock.Guard.empty() ? Lock.Mutex : Lock.Guard).name();
}

} // namespace corolint
