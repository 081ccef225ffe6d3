// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/CallGraph.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint::summary {

CallGraph::Index CallGraph::newSymbol() {
  Symbols.emplace_back();
  return Symbols.size() - 1;
}

void CallGraph::addDefinition(Index S, Node N) {
  SmallVector<Index, 1> &Known = Symbols[S].Definitions;
  auto LinkageOf = [&](const Node &N) { return N.Definition->Links; };
  bool Strong = LinkageOf(N) == Linkage::Strong;
  if (!Known.empty()) {
    if (!Strong || Nodes[Known.back()].Unit == N.Unit)
      return;
    if (LinkageOf(Nodes[Known.front()]) != Linkage::Strong)
      Known.clear();
  }
  Known.push_back(Nodes.size());
  Nodes.push_back(N);
}

void CallGraph::add(const Unit &U) {
  Index Unit = Units.size();
  Units.push_back(&U);
  UnitIndices[&U] = Unit;
  std::vector<bool> Internal(U.Symbols.size());
  for (const Function &F : U.Functions)
    Internal[F.Id] = F.Links == Linkage::Internal;
  for (const Class &C : U.Classes)
    Internal[C.Id] = C.Internal;

  std::vector<Index> &Global = Globals.emplace_back(U.Symbols.size());
  for (Ref I = 1; I < U.Symbols.size(); ++I) {
    if (Internal[I]) {
      Global[I] = newSymbol();
      Symbols.back().Internal = true;
      continue;
    }
    auto [It, New] = External.try_emplace(U.Symbols[I], Symbols.size());
    Global[I] = New ? newSymbol() : It->second;
  }
  for (const Function &F : U.Functions) {
    Index Symbol = Global[F.Id];
    addDefinition(Symbol, {&F, Unit, Symbol});
    for (Ref Overridden : F.Overrides)
      if (auto &Known = Symbols[Global[Overridden]].Overriders;
          !is_contained(Known, Symbol))
        Known.push_back(Symbol);
  }
  for (const Class &C : U.Classes)
    if (auto &Bases = Symbols[Global[C.Id]].Bases; Bases.empty())
      for (Ref Base : C.Bases)
        Bases.push_back(Global[Base]);
}

bool CallGraph::derives(Index From, Index Base) const {
  return From == Base ||
         any_of(Symbols[From].Bases, [&](Index B) { return derives(B, Base); });
}

std::optional<CallGraph::Index> CallGraph::target(Index Unit, Index S) const {
  const Symbol &Sym = Symbols[S];
  if (Sym.Definitions.empty())
    return std::nullopt;
  if (!Sym.Choice)
    return Sym.Definitions.front();
  for (Index N : Sym.Definitions)
    if (Nodes[N].Unit == Unit)
      return N;
  return Sym.Choice;
}

void CallGraph::forEachOverrider(Index Unit, Ref Callee, Ref ReceiverRef,
                                 function_ref<void(Index)> Visit) const {
  if (!ReceiverRef)
    return;
  Index Receiver = Globals[Unit][ReceiverRef];
  SmallVector<Index, 8> Pending = {Globals[Unit][Callee]};
  SmallDenseSet<Index, 8> Seen = {Pending.front()};
  while (!Pending.empty())
    for (Index Overrider : Symbols[Pending.pop_back_val()].Overriders) {
      if (!Seen.insert(Overrider).second)
        continue;
      Pending.push_back(Overrider);
      for (Index N : Symbols[Overrider].Definitions)
        if (const Function &F = *Nodes[N].Definition;
            derives(Globals[Nodes[N].Unit][F.Class], Receiver))
          Visit(N);
    }
}

SmallVector<CallGraph::Index, 2>
CallGraph::targets(Index Unit, const CallSite &Site) const {
  SmallVector<Index, 2> Found;
  if (std::optional<Index> N = target(Unit, Globals[Unit][Site.Callee]))
    Found.push_back(*N);
  forEachOverrider(Unit, Site.Callee, Site.Receiver,
                   [&](Index N) { Found.push_back(N); });
  return Found;
}

bool CallGraph::isBeyond(Index Unit, Ref Callee, Ref Receiver) const {
  if (TheWorld == World::Closed)
    return false;
  if (Receiver && !Symbols[Globals[Unit][Receiver]].Internal)
    return true;
  const Symbol &Called = Symbols[Globals[Unit][Callee]];
  return Called.Definitions.empty() ||
         Nodes[Called.Definitions.front()].Definition->Links == Linkage::Weak;
}

void CallGraph::makeChoices() {
  for (Index S = 0; S < Symbols.size(); ++S)
    if (Symbols[S].Definitions.size() > 1 && !Symbols[S].Choice) {
      Symbols[S].Choice = Nodes.size();
      Nodes.push_back({nullptr, 0, S});
    }
}

void CallGraph::findRunArguments() {
  using Parameter = std::pair<Index, unsigned>;
  DenseMap<Parameter, SmallVector<Parameter, 1>> PassedTo;
  SmallVector<Parameter> Pending;
  auto Runs = [&](Parameter P) {
    if (Run.insert(P).second)
      Pending.push_back(P);
  };
  Run.clear();
  for (const Node &N : Nodes) {
    if (!N.Definition)
      continue;
    for (unsigned Position : N.Definition->RunsParameters)
      Runs({N.Symbol, Position});
    for (const PassedParameter &P : N.Definition->Passes) {
      Parameter From{N.Symbol, P.Position};
      const Argument &To = P.To;
      if (isBeyond(N.Unit, To.Function, To.Receiver))
        Runs(From);
      PassedTo[{Globals[N.Unit][To.Function], To.Position}].push_back(From);
      forEachOverrider(N.Unit, To.Function, To.Receiver, [&](Index Overrider) {
        PassedTo[{Nodes[Overrider].Symbol, To.Position}].push_back(From);
      });
    }
  }
  while (!Pending.empty())
    for (Parameter From : PassedTo.lookup(Pending.pop_back_val()))
      Runs(From);
}

bool CallGraph::isRun(Index Unit, const Argument &A) const {
  bool Found = isBeyond(Unit, A.Function, A.Receiver) ||
               Run.contains({Globals[Unit][A.Function], A.Position});
  forEachOverrider(Unit, A.Function, A.Receiver, [&](Index N) {
    Found = Found || Run.contains({Nodes[N].Symbol, A.Position});
  });
  return Found;
}

bool CallGraph::holds(Index Unit, Ref If) const {
  for (; If; If = Units[Unit]->Assumptions[If].And)
    if (!isRun(Unit, Units[Unit]->Assumptions[If].Runs))
      return false;
  return true;
}

void CallGraph::findFirstEffects(function_ref<bool(StringRef Kind)> Counts) {
  for (Traits Out = 0; Out <= AllTraits; ++Out)
    FirstEffect[Out].assign(Nodes.size(), Unreached);
  for (Index N = 0; N < Nodes.size(); ++N) {
    if (!Nodes[N].Definition)
      continue;
    const std::vector<Effect> &Effects = Nodes[N].Definition->Effects;
    for (unsigned I = Effects.size(); I-- > 0;) {
      const Effect &E = Effects[I];
      StringRef Kind = Units[Nodes[N].Unit]->Names[E.Kind];
      if ((!Kind.empty() && !Counts(Kind)) || !holds(Nodes[N].Unit, E.If))
        continue;
      for (Traits Out = 0; Out <= AllTraits; ++Out)
        if (!(E.Traits & Out))
          FirstEffect[Out][N] = I;
    }
  }
}

void CallGraph::connect() {
  auto ForEachEdge = [&](auto Visit) {
    for (Index Caller = 0; Caller < Nodes.size(); ++Caller) {
      const Node &N = Nodes[Caller];
      if (!N.Definition)
        continue;
      for (const CallSite &Site : N.Definition->Calls)
        if (holds(N.Unit, Site.If))
          for (Index Target : targets(N.Unit, Site))
            Visit(Target, Edge{Caller, static_cast<uint8_t>(Site.Traits),
                               static_cast<uint8_t>(Site.RulesOut)});
    }
  };
  EdgesOf.assign(Nodes.size() + 1, 0);
  ForEachEdge([&](Index Target, const Edge &) { ++EdgesOf[Target + 1]; });
  for (Index N = 0; N < Nodes.size(); ++N)
    EdgesOf[N + 1] += EdgesOf[N];
  Edges.resize(EdgesOf.back());
  std::vector<size_t> Next(EdgesOf.begin(), EdgesOf.end() - 1);
  ForEachEdge([&](Index Target, const Edge &E) { Edges[Next[Target]++] = E; });
}

void CallGraph::join(World W) {
  TheWorld = W;
  makeChoices();
  findRunArguments();
}

void CallGraph::solve(function_ref<bool(StringRef Kind)> Counts) {
  findFirstEffects(Counts);
  connect();
  // A call only ever adds to what is ruled out: the larger sets come first.
  for (Traits Out = AllTraits + 1; Out-- > 0;)
    Distance[Out] = distances(Out);
}

std::vector<unsigned> CallGraph::distances(Traits Out) const {
  std::vector<unsigned> Result(Nodes.size(), Unreached);
  // How many of a choice's definitions are still to be reached.
  DenseMap<Index, unsigned> Remaining;
  std::vector<std::vector<Index>> ByDistance;
  auto Reach = [&](Index N, unsigned At) {
    if (ByDistance.size() <= At)
      ByDistance.resize(At + 1);
    ByDistance[At].push_back(N);
  };
  for (Index N = 0; N < Nodes.size(); ++N) {
    if (FirstEffect[Out][N] != Unreached)
      Reach(N, 0);
    if (TheWorld == World::Open && Nodes[N].Definition &&
        any_of(Nodes[N].Definition->Calls, [&](const CallSite &Site) {
          return holds(Nodes[N].Unit, Site.If) && isBeyond(Nodes[N].Unit, Site);
        }))
      Reach(N, 1);
    // What a call rules out beyond Out was solved before.
    for (size_t I = EdgesOf[N]; I < EdgesOf[N + 1]; ++I)
      if (Traits Inside = Out | Edges[I].RulesOut;
          Inside != Out && !(Edges[I].Traits & Out) &&
          Distance[Inside][N] != Unreached)
        Reach(Edges[I].Caller, Distance[Inside][N] + 1);
  }
  for (unsigned D = 0; D < ByDistance.size(); ++D)
    for (size_t I = 0; I < ByDistance[D].size(); ++I) {
      Index N = ByDistance[D][I];
      if (Result[N] != Unreached)
        continue;
      Result[N] = D;
      if (Nodes[N].Definition)
        if (const Symbol &S = Symbols[Nodes[N].Symbol]; S.Choice) {
          unsigned &Left =
              Remaining.try_emplace(*S.Choice, S.Definitions.size())
                  .first->second;
          if (--Left == 0)
            ByDistance[D].push_back(*S.Choice);
        }
      for (size_t E = EdgesOf[N]; E < EdgesOf[N + 1]; ++E)
        if (!(Edges[E].Traits & Out) && (Out | Edges[E].RulesOut) == Out &&
            Result[Edges[E].Caller] == Unreached)
          Reach(Edges[E].Caller, D + 1);
    }
  return Result;
}

/// The target of \p Site from which an effect is nearest.
std::optional<CallGraph::Index>
CallGraph::nearest(Index Unit, const CallSite &Site, Traits Out) const {
  if (Site.Traits & Out || !holds(Unit, Site.If))
    return std::nullopt;
  const std::vector<unsigned> &To = Distance[Out | Site.RulesOut];
  std::optional<Index> Best;
  for (Index N : targets(Unit, Site))
    if (To[N] != Unreached && (!Best || To[N] < To[*Best]))
      Best = N;
  return Best;
}

bool CallGraph::reaches(const Unit &U, const CallSite &Site) const {
  return isBeyond(unitOf(U), Site) || nearest(unitOf(U), Site, 0);
}

bool CallGraph::holds(const Unit &U, Ref If) const {
  return holds(unitOf(U), If);
}

std::optional<Witness> CallGraph::witness(const Unit &U,
                                          const CallSite &Site) const {
  std::optional<Index> At = nearest(unitOf(U), Site, 0);
  if (!At)
    return std::nullopt;
  Traits Out = Site.RulesOut;
  Witness Result;
  auto Visit = [&](const Node &N, const Place &Next) {
    const Unit &In = *Units[N.Unit];
    if (N.Definition->Shown)
      Result.Steps.push_back(
          {In.Names[N.Definition->Name],
           {In.Files[Next.File], Next.Line, Next.Column, 0}});
  };
  auto Choose = [&](Index N) {
    if (Nodes[N].Definition)
      return N;
    const auto &All = Symbols[Nodes[N].Symbol].Definitions;
    return *min_element(All, [&](Index A, Index B) {
      return Distance[Out][A] < Distance[Out][B];
    });
  };
  At = Choose(*At);
  while (unsigned D = Distance[Out][*At]) {
    const Node &N = Nodes[*At];
    for (const CallSite &Call : N.Definition->Calls) {
      std::optional<Index> Target = nearest(N.Unit, Call, Out);
      if (!Target || Distance[Out | Call.RulesOut][*Target] != D - 1)
        continue;
      Visit(N, Call.At);
      Out |= Call.RulesOut;
      At = Choose(*Target);
      break;
    }
  }
  const Node &Last = Nodes[*At];
  const Unit &In = *Units[Last.Unit];
  const Effect &What = Last.Definition->Effects[FirstEffect[Out][*At]];
  Visit(Last, What.At);
  Result.Api = In.Names[What.Api];
  Result.Kind = In.Names[What.Kind];
  Result.SyncWait = What.SyncWait;
  Result.StaysOnThread = What.StaysOnThread;
  return Result;
}

std::vector<Function> CallGraph::prunedFunctions(const Unit &U) const {
  std::vector<Function> Kept = U.Functions;
  Index UnitIndex = unitOf(U);
  for (Function &F : Kept)
    erase_if(F.Calls, [&](const CallSite &Site) {
      return !nearest(UnitIndex, Site, 0) && !isBeyond(UnitIndex, Site);
    });
  // A strong definition says that it does nothing; the others may be left out.
  erase_if(Kept, [](const Function &F) {
    return F.Links != Linkage::Strong && F.Effects.empty() && F.Calls.empty() &&
           F.RunsParameters.empty() && F.Passes.empty();
  });
  return Kept;
}

} // namespace corolint::summary
