// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/SequentialAwaits.h"
#include "Analysis/Accesses.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/LazyCalls.h"
#include "Analysis/UnstartedTasks.h"
#include "Analysis/Variables.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variable whose task \p Await awaits, moved or not, or null.
const VarDecl *awaitedVariable(const CoawaitExpr &Await) {
  const Expr *E = ignoreConversions(Await.getOperand());
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    E = ignoreConversions(Call->getArg(0));
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// What awaiting accesses: what its task was made from.
Accesses accessesOf(const CoawaitExpr &Await, const VarDecl *Index) {
  Accesses Found = corolint::accessesOf(*Await.getOperand(), Index);
  const VarDecl *Var = awaitedVariable(Await);
  if (!Var)
    return Found;
  // Consuming a task of its own changes nothing else.
  erase_if(Found.Writes,
           [&](const AccessPath &Path) { return Path == AccessPath{Var}; });
  if (Var->isLocalVarDecl() && Var->getInit() && !Var->isCXXForRangeDecl())
    Found.add(corolint::accessesOf(*Var->getInit(), Index));
  return Found;
}

/// \p Var holds what an await gave it for as long as it lives, and does nothing
/// else: the lock or permit of an asynchronous mutex or semaphore. What is
/// awaited behind it needs that.
bool isGuard(const VarDecl &Var) {
  const Expr *Value = ignoreConversions(initializer(Var));
  const auto *Await = dyn_cast_or_null<CoawaitExpr>(Value);
  const CXXRecordDecl *R = Var.getType()->getAsCXXRecordDecl();
  if (!Await || !R || !R->hasDefinition() || R->hasTrivialDestructor())
    return false;
  const auto *Call = dyn_cast<CallExpr>(ignoreConversions(Await->getOperand()));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  StringRef Name =
      Callee && Callee->getIdentifier() ? Callee->getName() : StringRef();
  return !Var.isReferenced() ||
         any_of(
             std::initializer_list<StringRef>{"lock", "scoped_lock", "acquire"},
             [&](StringRef Word) { return Name.starts_with(Word); });
}

/// The awaits of one statement, in the order of their evaluation.
struct AwaitFinder : RecursiveASTVisitor<AwaitFinder> {
  SmallVector<const CoawaitExpr *, 4> All;
  /// Some of them are evaluated only if something before says so.
  bool Conditional = false;
  bool Yields = false;

  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    TraverseStmt(E->getOperand());
    All.push_back(E);
    return true;
  }
  bool TraverseCoyieldExpr(CoyieldExpr *E) {
    Yields = true;
    return TraverseStmt(E->getOperand());
  }
  bool TraverseCoreturnStmt(CoreturnStmt *S) {
    return TraverseStmt(S->getOperand());
  }
  bool TraverseBinaryOperator(BinaryOperator *E) {
    TraverseStmt(E->getLHS());
    return E->isLogicalOp() ? maybe(E->getRHS()) : TraverseStmt(E->getRHS());
  }
  bool TraverseConditionalOperator(ConditionalOperator *E) {
    TraverseStmt(E->getCond());
    return maybe(E->getTrueExpr()) && maybe(E->getFalseExpr());
  }
  bool TraverseLambdaExpr(LambdaExpr *E) {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    return true;
  }

private:
  bool maybe(Expr *E) {
    size_t Before = All.size();
    TraverseStmt(E);
    Conditional |= All.size() > Before;
    return true;
  }
};

AwaitFinder awaitsIn(const Stmt *S) {
  AwaitFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  return Finder;
}

/// Consecutive awaits of one block.
class Groups {
public:
  Groups(const UnstartedTasks &Of,
         function_ref<void(const SequentialAwaits &)> Visit)
      : Of(Of), Visit(Visit) {}

  void block(const CompoundStmt &Block) {
    for (const Stmt *S : Block.body())
      statement(*S);
    flush();
  }

private:
  void statement(const Stmt &S) {
    const Expr *Condition = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(&S); If && !If->hasInitStorage())
      Condition = If->getCond();
    else if (const auto *Switch = dyn_cast<SwitchStmt>(&S);
             Switch && !Switch->hasInitStorage())
      Condition = Switch->getCond();
    if (Condition)
      evaluates(*Condition);
    else if (isa<DeclStmt, Expr, CoreturnStmt>(S))
      return evaluates(S);
    if (!isa<NullStmt>(S))
      flush();
  }

  /// The awaits of \p S join the group as far as they may; what S makes of
  /// their values belongs to what they yield.
  void evaluates(const Stmt &S) {
    AwaitFinder Found = awaitsIn(&S);
    const auto *Declaration = dyn_cast<DeclStmt>(&S);
    if (Declaration && any_of(Declaration->decls(), [](const Decl *D) {
          const auto *Var = dyn_cast<VarDecl>(D);
          return Var && isGuard(*Var);
        }))
      return flush();
    if (Found.Conditional || Found.Yields ||
        (Found.All.empty() && !Declaration))
      return flush();
    for (const CoawaitExpr *Await : Found.All)
      join(*Await);
    Accesses Whole = corolint::accessesOf(S);
    bool FromResult = !Found.All.empty() || anyOverlap(Whole.Reads, Results);
    Results.append(Whole.Writes);
    if (Declaration && FromResult)
      for (const Decl *D : Declaration->decls())
        if (isa<VarDecl>(D))
          Results.push_back({D});
  }

  void join(const CoawaitExpr &Await) {
    Accesses Needs = accessesOf(Await, nullptr);
    bool IsTask = Of.has(Await) && !Await.getType()->isVoidType();
    // One that is shared has to be awaited only once.
    const VarDecl *Var = awaitedVariable(Await);
    bool IsAnother = !Var || none_of(Members.Awaits, [&](const CoawaitExpr *A) {
      return awaitedVariable(*A) == Var;
    });
    bool Independent = IsTask && IsAnother && !containsOfGroup(Await) &&
                       !anyOverlap(Needs.Reads, Results) &&
                       !anyOverlap(Needs.Writes, Results) &&
                       !anyOverlap(Needs.Reads, Group.Writes) &&
                       !anyOverlap(Needs.Writes, Group.Writes) &&
                       !anyOverlap(Needs.Writes, Group.Reads);
    if (!Independent)
      flush();
    if (!IsTask)
      return;
    Members.Awaits.push_back(&Await);
    Group.add(Needs);
  }

  bool containsOfGroup(const CoawaitExpr &Await) const {
    return any_of(awaitsIn(Await.getOperand()).All,
                  [&](const CoawaitExpr *Inner) {
                    return is_contained(Members.Awaits, Inner);
                  });
  }

  void flush() {
    if (Members.Awaits.size() > 1)
      Visit(Members);
    Members = {};
    Group = {};
    Results.clear();
  }

  const UnstartedTasks &Of;
  function_ref<void(const SequentialAwaits &)> Visit;
  SequentialAwaits Members;
  Accesses Group;
  /// What the group's awaits yield, and what was made of it.
  SmallVector<AccessPath, 8> Results;
};

/// What a loop's body holds beside awaits.
struct BodyFinder : RecursiveASTVisitor<BodyFinder> {
  bool Leaves = false; ///< before the last iteration
  bool HasLoop = false;
  SmallVector<const VarDecl *, 8> Locals;
  SmallVector<const Expr *, 4> Conditions;
  SmallVector<const BinaryOperator *, 4> Sums;

  bool VisitBreakStmt(BreakStmt *) { return leaves(); }
  bool VisitReturnStmt(ReturnStmt *) { return leaves(); }
  bool VisitGotoStmt(GotoStmt *) { return leaves(); }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return leaves(); }
  bool TraverseCoreturnStmt(CoreturnStmt *) { return leaves(); }
  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    return TraverseStmt(E->getOperand());
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  /// A break inside leaves only that.
  bool TraverseSwitchStmt(SwitchStmt *S) {
    Conditions.push_back(S->getCond());
    bool Before = Leaves;
    RecursiveASTVisitor::TraverseSwitchStmt(S);
    Leaves = Before;
    return true;
  }
  bool VisitIfStmt(IfStmt *S) {
    Conditions.push_back(S->getCond());
    return true;
  }
  bool VisitConditionalOperator(ConditionalOperator *E) {
    Conditions.push_back(E->getCond());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isLogicalOp())
      Conditions.push_back(E->getLHS());
    if (E->isAdditiveOp())
      Sums.push_back(E);
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    Locals.push_back(Var);
    return true;
  }
  bool VisitForStmt(ForStmt *) { return loops(); }
  bool VisitWhileStmt(WhileStmt *) { return loops(); }
  bool VisitDoStmt(DoStmt *) { return loops(); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *) { return loops(); }

private:
  bool leaves() { return Leaves = true; }
  bool loops() { return HasLoop = true; }
};

/// A loop over elements: the variable that stands for one, and the body.
struct ElementLoop {
  const VarDecl *Element = nullptr;
  const Stmt *Body = nullptr;
  const Expr *Condition = nullptr; ///< What is asked before each; may be null.
};

bool containsLambda(const Stmt &S) {
  return isa<LambdaExpr>(S) || any_of(S.children(), [](const Stmt *Child) {
           return Child && containsLambda(*Child);
         });
}

ElementLoop asElementLoop(const Stmt &S) {
  // With `for co_await` the elements come one after the other themselves.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&S)) {
    if (For->getCoawaitLoc().isValid())
      return {};
    // A view asks the callables that it was made of.
    const Expr *Range = For->getRangeInit();
    return {For->getLoopVariable(), For->getBody(),
            containsLambda(*Range) ? Range : nullptr};
  }
  const auto *For = dyn_cast<ForStmt>(&S);
  const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  if (!Init || !For->getInc() || !For->getCond())
    return {};
  for (const Decl *D : Init->decls())
    if (const auto *Var = dyn_cast<VarDecl>(D))
      if (anyOverlap(corolint::accessesOf(*For->getInc()).Writes, {{Var}}) &&
          !anyOverlap(corolint::accessesOf(*For->getBody()).Writes, {{Var}}))
        return {Var, For->getBody(), For->getCond()};
  return {};
}

/// Judges one loop.
class LoopJudge {
public:
  LoopJudge(const ElementLoop &Loop, const UnstartedTasks &Of)
      : Loop(Loop), Of(Of) {
    Body.TraverseStmt(const_cast<Stmt *>(Loop.Body));
    Awaits = awaitsIn(Loop.Body);
    // In their order, so that what depends on the element comes later.
    OfElement.insert(Loop.Element);
    Own.insert(Loop.Element);
    for (const VarDecl *Var : Body.Locals) {
      Own.insert(Var);
      if (Var->getInit() && names(accesses(*Var->getInit()).Reads))
        OfElement.insert(Var);
    }
  }

  /// The first of the awaits if each iteration's are independent of the others.
  const CoawaitExpr *repeated() const {
    if (Body.Leaves || Body.HasLoop || Awaits.Yields || Awaits.All.empty() ||
        any_of(Body.Locals, [](const VarDecl *Var) { return isGuard(*Var); }) ||
        !all_of(Awaits.All, [&](const CoawaitExpr *E) { return Of.has(*E); }))
      return nullptr;
    Accesses Needs;
    for (const CoawaitExpr *Await : Awaits.All)
      Needs.add(accessesOf(*Await, index()));
    if (!names(Needs.Reads))
      return nullptr;
    for (const VarDecl *Var : Body.Locals)
      if (Var->getInit())
        Needs.add(accesses(*Var->getInit()));
    for (const Expr *Condition : Body.Conditions)
      Needs.add(accesses(*Condition));
    if (Loop.Condition)
      Needs.add(accesses(*Loop.Condition));
    Needs.Reads.append(Needs.Writes);
    return anyOverlap(shared(accesses(*Loop.Body).Writes), Needs.Reads)
               ? nullptr
               : Awaits.All.front();
  }

private:
  Accesses accesses(const Stmt &S) const {
    return corolint::accessesOf(S, index());
  }

  /// The element's variable, where what it chooses is its iteration's alone:
  /// `v[i - 1]` is another's.
  const VarDecl *index() const {
    auto Names = [&](const Expr *E) {
      const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(E));
      return Ref && Ref->getDecl() == Loop.Element;
    };
    return any_of(Body.Sums,
                  [&](const BinaryOperator *Sum) {
                    return Names(Sum->getLHS()) || Names(Sum->getRHS());
                  })
               ? nullptr
               : Loop.Element;
  }

  bool names(ArrayRef<AccessPath> Paths) const {
    return any_of(Paths, [&](const AccessPath &Path) {
      return OfElement.contains(Path.front());
    });
  }

  /// Those of \p Paths that are not of one iteration alone.
  SmallVector<AccessPath, 8> shared(ArrayRef<AccessPath> Paths) const {
    SmallVector<AccessPath, 8> Result;
    copy_if(Paths, std::back_inserter(Result), [&](const AccessPath &Path) {
      return !Own.contains(Path.front());
    });
    return Result;
  }

  const ElementLoop &Loop;
  const UnstartedTasks &Of;
  BodyFinder Body;
  AwaitFinder Awaits;
  SmallPtrSet<const Decl *, 8> Own;       ///< variables of one iteration
  SmallPtrSet<const Decl *, 8> OfElement; ///< and of these, made of its element
};

/// The blocks and loops of a function.
struct Places : RecursiveASTVisitor<Places> {
  SmallVector<const CompoundStmt *, 8> Blocks;
  SmallVector<ElementLoop, 4> Loops;

  bool VisitCompoundStmt(CompoundStmt *S) {
    Blocks.push_back(S);
    return true;
  }
  bool VisitStmt(Stmt *S) {
    if (ElementLoop Loop = asElementLoop(*S); Loop.Element)
      Loops.push_back(Loop);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};

} // namespace

void forEachSequentialAwaits(
    const FunctionDecl &F, const model::Model &M,
    function_ref<void(const SequentialAwaits &)> Visit) {
  if (!coroutineBody(F))
    return;
  Places Found;
  Found.TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
  UnstartedTasks Of(F, M);
  SmallPtrSet<const CoawaitExpr *, 4> Told;
  for (const ElementLoop &Loop : Found.Loops)
    if (const CoawaitExpr *Await = LoopJudge(Loop, Of).repeated())
      if (Told.insert(Await).second)
        Visit({{Await}, /*InLoop=*/true});
  auto VisitGroup = [&](const SequentialAwaits &Group) {
    if (!Told.contains(Group.Awaits.front()))
      Visit(Group);
  };
  Groups Consecutive(Of, VisitGroup);
  for (const CompoundStmt *Block : Found.Blocks)
    Consecutive.block(*Block);
}

} // namespace corolint
