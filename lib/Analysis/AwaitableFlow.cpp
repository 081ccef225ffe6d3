// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/AwaitableFlow.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// An object: a local, or the element of one that a way leads to.
using Place = std::pair<const LocalAwaitable *, std::string>;

struct State {
  std::map<Place, Fate> Fates;
  PathFacts Facts;
  /// Names of what held nothing when it was moved from there.
  SmallPtrSet<const Expr *, 2> Spent;

  /// The new value of \p U, if that holds anything.
  const Expr *workOf(const LocalUse &U) const {
    return Spent.contains(U.Work) ? nullptr : U.Work;
  }

  Fate &whole(const LocalUse &U) { return Fates[{U.Of, ""}]; }
  Fate &object(const LocalUse &U) { return Fates[{U.Of, U.Done.Element}]; }

  void forgetElements(const LocalAwaitable *Of) {
    std::erase_if(Fates, [&](const auto &Entry) {
      return Entry.first.first == Of && !Entry.first.second.empty();
    });
  }

  void forgetCondition(unsigned Condition) {
    Facts.forget(Condition);
    for (auto &[Of, Its] : Fates)
      for (Fate::Consumption &C : Its.UsedUp)
        C.Under.forget(Condition);
  }

  /// Paths on which the opposite holds don't come this way.
  void assume(Conditions::Fact Known) {
    Facts.learn(Known.Condition, Known.Value);
    for (auto &[Of, Its] : Fates) {
      erase_if(Its.UsedUp, [&](const Fate::Consumption &C) {
        return C.Under.contradicts(Known.Condition, Known.Value);
      });
      for (Fate::Consumption &C : Its.UsedUp)
        C.Under.learn(Known.Condition, Known.Value);
    }
  }
};

/// Adds \p From to \p Into. True if that changed it.
bool join(Fate &Into, const Fate &From) {
  bool Changed = false;
  for (const Expr *Work : From.Holds)
    if (!is_contained(Into.Holds, Work)) {
      Into.Holds.push_back(Work);
      Changed = true;
    }
  for (const Fate::Consumption &C : From.UsedUp) {
    auto Same = find_if(Into.UsedUp, [&](const Fate::Consumption &Other) {
      return Other.By == C.By;
    });
    if (Same != Into.UsedUp.end()) {
      Changed |= Same->Under.meet(C.Under);
    } else {
      Into.UsedUp.push_back(C);
      Changed = true;
    }
  }
  for (bool Fate::*Flag :
       {&Fate::MayHoldNone, &Fate::MayBeKnown, &Fate::MayHaveAlias})
    if (From.*Flag && !(Into.*Flag))
      Changed = Into.*Flag = true;
  return Changed;
}

bool join(State &Into, const State &From) {
  bool Changed = Into.Facts.meet(From.Facts);
  for (const auto &[Of, Its] : From.Fates) {
    auto [It, New] = Into.Fates.try_emplace(Of, Its);
    Changed |= New || join(It->second, Its);
  }
  return Changed;
}

/// What \p U does to the objects of \p S.
void apply(const LocalUse &U, State &S) {
  Fate &Whole = S.whole(U);
  Fate &Object = S.object(U);
  switch (U.Done.What) {
  case Use::Lost:
  case Use::Asked:
    return;
  case Use::Assigned: {
    // A declaration makes a new object.
    Fate Now;
    if (U.Name) {
      Now.MayBeKnown = Whole.MayBeKnown;
      Now.MayHaveAlias = Whole.MayHaveAlias;
    }
    const Expr *Work = S.workOf(U);
    Now.MayHoldNone = !Work;
    if (Work)
      Now.Holds.push_back(Work);
    Whole = Now;
    return S.forgetElements(U.Of);
  }
  case Use::Filled:
    if (U.Work && !is_contained(Whole.Holds, U.Work))
      Whole.Holds.push_back(U.Work);
    Whole.UsedUp.clear();
    return S.forgetElements(U.Of);
  case Use::Emptied:
    Whole.Holds.clear();
    Whole.MayHoldNone = true;
    Whole.UsedUp.clear();
    return S.forgetElements(U.Of);
  case Use::Lent:
    Whole.MayBeKnown = true;
    Whole.MayHaveAlias |= !isa_and_nonnull<CallExpr>(U.Done.By);
    Object.UsedUp.clear();
    // `q.erase(q.begin())`: another element may be in its place.
    if (U.Done.Element.empty())
      S.forgetElements(U.Of);
    break;
  case Use::Started:
    Whole.MayBeKnown = true;
    break;
  case Use::Awaited:
  case Use::Moved:
    if (U.Done.Element.empty() && Whole.Holds.empty())
      S.Spent.insert(U.Name);
    else
      S.Spent.erase(U.Name);
    // Which element it was isn't known.
    if (U.UsesUp && !StringRef(U.Done.Element).contains('?'))
      Object.UsedUp = {{&U, S.Facts}};
    break;
  case Use::Copied:
  case Use::Disposed:
    break;
  }
  Whole.Holds.clear();
  Whole.MayHoldNone = true;
}

class Solver {
public:
  Solver(const CFG &Graph, const LocalAwaitables &Locals,
         const ASTContext &Context)
      : Graph(Graph), Known(Context) {
    for (const LocalUse &U : Locals.uses())
      UsesAt[placeOf(U)].push_back(&U);
    from(Graph.getEntry(), State());
    // What only an exception that the CFG doesn't draw leads to.
    for (auto It = Graph.try_blocks_begin(); It != Graph.try_blocks_end(); ++It)
      if (!Entries.contains(*It))
        from(**It, anything(Locals));
  }

  void collect(std::vector<LocalFates::Met> &Into) {
    for (const CFGBlock *Block : Graph)
      if (auto Entry = Entries.find(Block); Entry != Entries.end()) {
        State S = Entry->second;
        for (const CFGElement &Element : *Block)
          step(Element, S, &Into);
      }
  }

private:
  /// The statement at which \p U takes effect, or the variable.
  static const void *placeOf(const LocalUse &U) {
    if (!U.Name) {
      const Decl *Declared = U.Of->Declared;
      if (const auto *Part = dyn_cast<BindingDecl>(Declared))
        Declared = Part->getDecomposedDecl();
      return Declared;
    }
    const Stmt *Name = U.Name;
    bool ByIt = U.Done.What == Use::Assigned || U.Done.What == Use::Filled ||
                isa_and_nonnull<LambdaExpr>(U.Done.By);
    return ByIt ? U.Done.By : Name;
  }

  /// All that may hold where it isn't known what came before.
  static State anything(const LocalAwaitables &Locals) {
    State S;
    for (const LocalUse &U : Locals.uses()) {
      Fate &Whole = S.whole(U);
      Whole.MayHoldNone = Whole.MayBeKnown = Whole.MayHaveAlias = true;
      if (U.Work)
        Whole.Holds.push_back(U.Work);
    }
    return S;
  }

  /// Follows all paths from \p Start. Blocks wait for those before them, so
  /// that few are passed twice.
  void from(const CFGBlock &Start, const State &Initially) {
    Entries[&Start] = Initially;
    BlocksInOrder Pending(Graph);
    Pending.add(Start);
    while (const CFGBlock *Block = Pending.takeFirst()) {
      State S = Entries[Block];
      for (const CFGElement &Element : *Block)
        step(Element, S, nullptr);
      unsigned Position = 0;
      for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
        const CFGBlock *Successor = Next.getReachableBlock();
        unsigned At = Position++;
        if (!Successor || isNeverTaken(*Block, At))
          continue;
        State Out = At + 1 == Block->succ_size() ? std::move(S) : S;
        takeEdge(*Block, At, Out);
        auto [It, New] = Entries.try_emplace(Successor, std::move(Out));
        if (New || join(It->second, Out))
          Pending.add(*Successor);
      }
    }
  }

  using Collected = std::vector<LocalFates::Met>;

  void step(const CFGElement &Element, State &S, Collected *Into) {
    std::optional<CFGStmt> At = Element.getAs<CFGStmt>();
    if (!At)
      return;
    const Stmt &Statement = *At->getStmt();
    for (unsigned Condition : Known.changedBy(Statement))
      S.forgetCondition(Condition);
    if (std::optional<Conditions::Fact> Made = Known.madeBy(Statement))
      S.assume(*Made);
    runAt(&Statement, S, Into);
    if (const auto *Decls = dyn_cast<DeclStmt>(&Statement))
      for (const Decl *D : Decls->decls())
        runAt(D, S, Into);
  }

  void runAt(const void *Where, State &S, Collected *Into) {
    auto Found = UsesAt.find(Where);
    if (Found == UsesAt.end())
      return;
    for (const LocalUse *U : Found->second) {
      if (Into)
        Into->push_back({U, S.object(*U), S.whole(*U), S.workOf(*U)});
      apply(*U, S);
    }
  }

  /// What the branch to successor \p Position of \p Block says.
  void takeEdge(const CFGBlock &Block, unsigned Position, State &S) {
    if (std::optional<Conditions::Fact> Fact = Known.onEdge(Block, Position))
      S.assume(*Fact);
    // `if (t.valid())`: what was used up comes no further.
    if (const Expr *Condition = branchCondition(Block)) {
      forgetAsked(*Condition, S);
      emptyIf(Condition, Position == 0, S);
    }
  }

  /// Where \p E is \p Value, what it asks holds nothing: `if (!t)`.
  void emptyIf(const Expr *E, bool Value, State &S) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
      return emptyIf(Rewritten->getSemanticForm(), Value, S);
    if (const auto *Not = dyn_cast<UnaryOperator>(E);
        Not && Not->getOpcode() == UO_LNot)
      return emptyIf(Not->getSubExpr(), !Value, S);
    std::optional<ContentQuestion> Asked = asksForContent(*E);
    if (!Asked || Asked->FullIf == Value)
      return;
    for (const LocalUse *U : askedIn(*E))
      if (U->Done.By == E && U->Done.Element.empty()) {
        Fate Nothing;
        Nothing.MayHoldNone = true;
        S.whole(*U) = Nothing;
        S.forgetElements(U->Of);
      }
  }

  /// The uses in \p E that only ask something.
  SmallVector<const LocalUse *, 2> askedIn(const Stmt &E) const {
    SmallVector<const LocalUse *, 2> Asked;
    if (auto Found = UsesAt.find(&E); Found != UsesAt.end())
      for (const LocalUse *U : Found->second)
        if (U->Done.What == Use::Asked)
          Asked.push_back(U);
    for (const Stmt *Child : E.children())
      if (Child)
        append_range(Asked, askedIn(*Child));
    return Asked;
  }

  void forgetAsked(const Stmt &E, State &S) {
    for (const LocalUse *U : askedIn(E))
      for (auto &[Of, Its] : S.Fates)
        if (Of.first == U->Of)
          Its.UsedUp.clear();
  }

  const CFG &Graph;
  Conditions Known;
  DenseMap<const void *, SmallVector<const LocalUse *, 1>> UsesAt;
  DenseMap<const CFGBlock *, State> Entries;
};

} // namespace

LocalFates::LocalFates(const FunctionDecl &F, const model::Model &M, Graphs &Of)
    : F(F), Locals(F, M) {
  if (Locals.uses().empty())
    return;
  if (const CFG *Graph = Of.of(F))
    Solver(*Graph, Locals, F.getASTContext()).collect(Uses);
}

} // namespace corolint
