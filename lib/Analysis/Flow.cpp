// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Flow.h"
#include "Analysis/ContextSwitch.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/PathFacts.h"
#include "Analysis/ReadyResults.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What a comparison with \p E, a state of a future, says of it: true for
/// `ready`, false for what it is before, nullopt if \p E is no such state.
std::optional<bool> isReadyStatus(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(E));
  if (!Ref || !isa<EnumConstantDecl>(Ref->getDecl()))
    return std::nullopt;
  StringRef Name = Ref->getDecl()->getName();
  if (Name == "ready" || Name == "value")
    return true;
  return Name == "timeout" || Name == "idle" ? std::optional(false)
                                             : std::nullopt;
}

/// The future that a call of one of \p Questions asks, or null.
const ValueDecl *askedFuture(const Expr *E, ArrayRef<StringRef> Questions) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(ignoreConversions(E));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getIdentifier() &&
                 is_contained(Questions, Method->getName())
             ? named(wholeOf(Call->getImplicitObjectArgument()))
             : nullptr;
}

/// The promise that \p S, in this function, gives its result, or the packaged
/// task that it runs; null if it is neither.
const ValueDecl *keptPromise(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const auto *Method =
      Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  if (!Method || !isInStd(*Method))
    return nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return Operator->getOperator() == OO_Call &&
                   Method->getParent()->getName() == "packaged_task"
               ? named(Operator->getArg(0))
               : nullptr;
  static const StringRef Gives[] = {"set_value", "set_exception"};
  return askedFuture(Call, Gives);
}

/// What the local variable that \p E names was initialised with, or null.
const Expr *initialValue(const Expr *E) {
  const auto *Var = dyn_cast_or_null<VarDecl>(named(E));
  if (!Var || !Var->hasLocalStorage() || !Var->getInit() ||
      Var->getType()->isRecordType())
    return nullptr;
  // `bool b = b;`
  return mentions(*Var->getInit(), *Var) ? nullptr : Var->getInit();
}

bool keepsItsValue(const Expr *Variable) {
  return keepsInitialValue(*cast<VarDecl>(named(Variable)));
}

/// The future whose state \p E is, or null.
const ValueDecl *timedFuture(const Expr *E) {
  static const StringRef Waits[] = {"wait_for", "wait_until"};
  if (const ValueDecl *Future = askedFuture(E, Waits))
    return Future;
  const Expr *Before = initialValue(E);
  const ValueDecl *Future = Before ? askedFuture(Before, Waits) : nullptr;
  return Future && keepsItsValue(E) ? Future : nullptr;
}

/// The future that is ready on the edge where \p Condition is \p Value.
const ValueDecl *readyWhere(const Expr *Condition, bool Value) {
  Condition = ignoreConversions(Condition);
  // `bool ready = …; if (ready)`
  if (const Expr *Before = initialValue(Condition)) {
    const ValueDecl *Future = readyWhere(Before, Value);
    return Future && keepsItsValue(Condition) ? Future : nullptr;
  }
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return readyWhere(Not->getSubExpr(), !Value);
  static const StringRef Questions[] = {
      "ready",       "is_ready",   "isReady",   "done",
      "await_ready", "isFinished", "available", "hasValue"};
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Condition))
    return Value ? askedFuture(Call, Questions) : nullptr;
  // `is_ready(future)`
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Condition);
      Call && !isa<CXXOperatorCallExpr>(Call)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Value && Callee && Callee->getIdentifier() &&
                   Call->getNumArgs() == 1 &&
                   is_contained(Questions, Callee->getName())
               ? named(wholeOf(Call->getArg(0)))
               : nullptr;
  }
  const auto *Compare = dyn_cast_or_null<BinaryOperator>(Condition);
  if (!Compare || !Compare->isEqualityOp())
    return nullptr;
  bool Equal = (Compare->getOpcode() == BO_EQ) == Value;
  if (isReadyStatus(Compare->getRHS()) == Equal)
    return timedFuture(Compare->getLHS());
  if (isReadyStatus(Compare->getLHS()) == Equal)
    return timedFuture(Compare->getRHS());
  return nullptr;
}

/// Gathers the variables and members that an expression names.
class NameCollector : public RecursiveASTVisitor<NameCollector> {
public:
  explicit NameCollector(FlowState &State) : State(State) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (isa<VarDecl>(E->getDecl()))
      State.Ready.insert(E->getDecl());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    if (isa<FieldDecl>(E->getMemberDecl()))
      State.Ready.insert(E->getMemberDecl());
    return true;
  }

private:
  FlowState &State;
};

/// Solves one function.
class Solver {
public:
  Solver(const CFG &Graph, const FlowState &Start, const model::Model &M)
      : M(M) {
    // The state at the entry of every block that a path leads to.
    Entries[&Graph.getEntry()] = Start;
    BlocksInOrder Pending(Graph);
    Pending.add(Graph.getEntry());
    while (const CFGBlock *Block = Pending.takeFirst()) {
      FlowState State = Entries[Block];
      for (const CFGElement &Element : *Block)
        step(Element, State);
      unsigned Position = 0;
      for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
        FlowState Out = State;
        refine(*Block, Position++, Next, Out);
        if (const CFGBlock *Successor = Next.getReachableBlock())
          if (join(Successor, Out))
            Pending.add(*Successor);
      }
    }
  }

  void collect(const CFG &Graph, std::vector<FlowState> &States,
               DenseMap<const Stmt *, unsigned> &Before) {
    SmallPtrSet<const CFGBlock *, 8> Ending = blocksThatEndProcess(Graph);
    for (const CFGBlock *Block : Graph) {
      auto Entry = Entries.find(Block);
      std::optional<FlowState> State;
      if (Entry != Entries.end()) {
        State = Entry->second;
        State->EndsProcess = Ending.contains(Block);
        States.push_back(*State);
      }
      for (const CFGElement &Element : *Block) {
        if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
          Before.try_emplace(S->getStmt(),
                             State ? States.size() - 1 : NeverReached);
        if (!State)
          continue;
        step(Element, *State);
        if (!(*State == States.back()))
          States.push_back(*State);
      }
    }
  }

  static constexpr unsigned NeverReached = -1;

  /// No path but an exception's leads to the exit of \p Graph.
  static bool neverEnds(const CFG &Graph) {
    SmallPtrSet<const CFGBlock *, 8> Seen = {&Graph.getEntry()};
    SmallVector<const CFGBlock *, 8> Pending = {&Graph.getEntry()};
    while (!Pending.empty()) {
      const CFGBlock *Block = Pending.pop_back_val();
      if (Block == &Graph.getExit())
        return false;
      for (const CFGBlock *Next : waysOn(*Block))
        if (Seen.insert(Next).second)
          Pending.push_back(Next);
    }
    return true;
  }

private:
  /// Where \p Block goes on, but for an exception.
  static SmallVector<const CFGBlock *, 2> waysOn(const CFGBlock &Block) {
    SmallVector<const CFGBlock *, 2> Ways;
    for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
      if (const CFGBlock *Successor = Next.getReachableBlock())
        Ways.push_back(Successor);
      // Without a terminator the rest is where an exception would go.
      if (!Block.getTerminatorStmt())
        break;
    }
    return Ways;
  }

  /// The blocks from which every path leads to a call that doesn't return. A
  /// loop without an end isn't one.
  static SmallPtrSet<const CFGBlock *, 8>
  blocksThatEndProcess(const CFG &Graph) {
    SmallPtrSet<const CFGBlock *, 8> Ending;
    auto Ends = [&](const CFGBlock *Block) {
      if (Block->hasNoReturnElement())
        return true;
      SmallVector<const CFGBlock *, 2> Ways = waysOn(*Block);
      return !Ways.empty() && all_of(Ways, [&](const CFGBlock *Next) {
        return Ending.contains(Next);
      });
    };
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const CFGBlock *Block : Graph)
        if (!Ending.contains(Block) && Ends(Block))
          Changed = Ending.insert(Block).second;
    }
    return Ending;
  }

  void step(const CFGElement &Element, FlowState &State) {
    std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
    if (!S)
      return;
    if (const auto *Await = dyn_cast<CoawaitExpr>(S->getStmt())) {
      if (std::optional<bool> Moved =
              resumesWhereItMayBlock(*Await->getOperand(), M))
        State.MayBlock = *Moved;
      collectAwaited(Await->getOperand(), State);
    } else if (const auto *Declaration = dyn_cast<DeclStmt>(S->getStmt())) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          declare(*Var, State);
    } else if (const ValueDecl *Promise = keptPromise(*S->getStmt())) {
      State.Ready.insert(Promise);
      for (const ValueDecl *Future : FuturesOf.lookup(Promise))
        State.Ready.insert(Future);
    } else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(S->getStmt());
               Assign && Assign->isAssignmentOp()) {
      if (const ValueDecl *Variable = named(Assign->getArg(0)))
        setReady(*Variable, isReady(Assign->getArg(1), State, M), State);
    }
  }

  static void setReady(const ValueDecl &D, bool Ready, FlowState &State) {
    if (Ready)
      State.Ready.insert(&D);
    else
      State.Ready.erase(&D);
  }

  void declare(const VarDecl &Var, FlowState &State) {
    static const StringRef GivesFuture[] = {"get_future"};
    if (const ValueDecl *Promise = askedFuture(Var.getInit(), GivesFuture))
      FuturesOf[Promise].insert(&Var);
    bool Ready = isReady(Var.getInit(), State, M);
    setReady(Var, Ready, State);
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Var))
      for (const BindingDecl *Part : Parts->bindings())
        setReady(*Part, Ready, State);
  }

  /// Adds what awaiting \p Operand has waited for: the variable that it names,
  /// those that a combinator gets, and those of a lambda in it.
  void collectAwaited(const Expr *Operand, FlowState &State) const {
    Operand = ignoreConversions(Operand);
    if (const ValueDecl *Variable = named(Operand)) {
      State.Ready.insert(Variable);
      // An object such as when_all, made of what it waits for.
      const auto *Var = dyn_cast<VarDecl>(Variable);
      const auto *Made = dyn_cast_or_null<CXXConstructExpr>(
          Var ? ignoreConversions(Var->getInit()) : nullptr);
      if (Made &&
          Made->getConstructor()->getParent()->getName().starts_with("when_a"))
        for (const Expr *Arg : Made->arguments())
          collectAwaited(Arg, State);
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Operand))
      NameCollector(State).TraverseStmt(Lambda->getBody());
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Operand);
             Construct && Construct->getNumArgs() == 1)
      collectAwaited(Construct->getArg(0), State);
    // `qCoro(future).waitForFinished()`
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Operand))
      if (const auto *Wrapped = dyn_cast<CallExpr>(
              ignoreConversions(Member->getImplicitObjectArgument()));
          Wrapped && Wrapped->getNumArgs() == 1)
        collectAwaited(Wrapped->getArg(0), State);
    const auto *Call = dyn_cast<CallExpr>(Operand);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee)
      return;
    bool HandsThrough = isInStd(*Callee) ||
                        M.has(model::Role::Combinator, qualifiedName(*Callee));
    for (const Expr *Arg : Call->arguments())
      if (HandsThrough || isa<LambdaExpr>(ignoreConversions(Arg)))
        collectAwaited(Arg, State);
  }

  /// Adds what the branch to \p Next, successor \p Position of \p Block, says.
  static void refine(const CFGBlock &Block, unsigned Position,
                     const CFGBlock *Next, FlowState &State) {
    if (const Expr *Condition = branchCondition(Block))
      learn(Condition, Position == 0, State);
    // `switch (future.wait_for(0s)) { case ready: ... }`
    const auto *Switch =
        dyn_cast_or_null<SwitchStmt>(Block.getTerminatorStmt());
    const auto *Case =
        Switch && Next ? dyn_cast_or_null<CaseStmt>(Next->getLabel()) : nullptr;
    if (Case && isReadyStatus(Case->getLHS()) == true)
      if (const ValueDecl *Future = timedFuture(Switch->getCond()))
        State.Ready.insert(Future);
  }

  /// Adds what follows from \p E being \p Value.
  static void learn(const Expr *E, bool Value, FlowState &State) {
    E = ignoreConversions(E);
    // Where its operands have temporaries, the CFG has no branch for each.
    if (const auto *Op = dyn_cast<BinaryOperator>(E); Op && Op->isLogicalOp()) {
      if (Value == (Op->getOpcode() == BO_LAnd)) {
        learn(Op->getLHS(), Value, State);
        learn(Op->getRHS(), Value, State);
      }
    } else if (const ValueDecl *Future = readyWhere(E, Value)) {
      State.Ready.insert(Future);
    }
  }

  /// Meets \p State into the entry of \p Block. True if that changed it.
  bool join(const CFGBlock *Block, const FlowState &State) {
    auto [It, New] = Entries.try_emplace(Block, State);
    if (New)
      return true;
    FlowState Met = It->second;
    Met.MayBlock &= State.MayBlock;
    for (const ValueDecl *Future : It->second.Ready)
      if (!State.Ready.contains(Future))
        Met.Ready.erase(Future);
    if (Met == It->second)
      return false;
    It->second = Met;
    return true;
  }

  const model::Model &M;
  DenseMap<const CFGBlock *, FlowState> Entries;
  /// The local futures of a promise or packaged task.
  DenseMap<const ValueDecl *, SmallPtrSet<const ValueDecl *, 1>> FuturesOf;
};

} // namespace

const Flow::Statements &Flow::statementsOf(const FunctionDecl &F,
                                           const model::Model &M) {
  std::unique_ptr<Statements> &Known = Functions[&F];
  if (!Known) {
    Known = std::make_unique<Statements>();
    FlowState Start;
    Start.MayBlock = StartsOnPool.contains(F.getCanonicalDecl());
    if (std::unique_ptr<CFG> Graph = Of.take(F)) {
      Solver(*Graph, Start, M).collect(*Graph, Known->States, Known->Before);
      Known->NeverEnds = Solver::neverEnds(*Graph);
    }
  }
  return *Known;
}

const FlowState *Flow::before(const FunctionDecl &Within, const Stmt *S,
                              ArrayRef<const Stmt *> Ancestors,
                              const model::Model &M) {
  static const FlowState NothingKnown;
  const Statements &All = statementsOf(Within, M);
  auto Found = S ? All.Before.find(S) : All.Before.end();
  for (size_t I = Ancestors.size(); Found == All.Before.end() && I > 0; --I)
    Found = All.Before.find(Ancestors[I - 1]);
  if (Found == All.Before.end())
    return &NothingKnown;
  return Found->second < All.States.size() ? &All.States[Found->second]
                                           : nullptr;
}

} // namespace corolint
