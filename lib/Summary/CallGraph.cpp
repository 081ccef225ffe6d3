// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/CallGraph.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace corolint::summary {

void CallGraph::add(Function F) {
  auto [It, New] = Ids.try_emplace(F.Id, Functions.size());
  if (!New)
    return;
  for (const std::string &Overridden : F.Overrides) {
    std::vector<std::string> &Known = Overriders[Overridden];
    Known.insert(lower_bound(Known, F.Id), F.Id);
  }
  Functions.push_back(std::move(F));
}

void CallGraph::add(Class C) { Bases.try_emplace(C.Id, std::move(C.Bases)); }

bool CallGraph::derives(StringRef From, StringRef Base) const {
  if (From == Base)
    return true;
  auto It = Bases.find(From);
  return It != Bases.end() && any_of(It->second, [&](const std::string &B) {
           return derives(B, Base);
         });
}

std::vector<CallGraph::Index> CallGraph::targets(const CallSite &Site) const {
  std::vector<Index> Found;
  SmallVector<StringRef> Pending = {Site.Callee};
  StringSet<> Seen;
  while (!Pending.empty()) {
    StringRef Id = Pending.pop_back_val();
    if (!Seen.insert(Id).second)
      continue;
    if (auto It = Ids.find(Id); It != Ids.end()) {
      const Function &F = Functions[It->second];
      if (Id == Site.Callee || derives(F.Class, Site.Receiver))
        Found.push_back(It->second);
    }
    if (Site.Receiver.empty())
      break;
    if (auto It = Overriders.find(Id); It != Overriders.end())
      append_range(Pending, It->second);
  }
  return Found;
}

const Effect *CallGraph::firstEffect(Index F, Traits Out) const {
  for (size_t I = 0; I < Functions[F].Effects.size(); ++I)
    if (const Effect &E = Functions[F].Effects[I];
        EffectCounts[F][I] && !(E.Traits & Out))
      return &E;
  return nullptr;
}

void CallGraph::solve(function_ref<bool(StringRef Kind)> Counts) {
  EffectCounts.clear();
  for (const Function &F : Functions) {
    std::vector<bool> &Of = EffectCounts.emplace_back();
    for (const Effect &E : F.Effects)
      Of.push_back(E.Kind.empty() || Counts(E.Kind));
  }
  // A call only ever adds to what is ruled out: the larger sets come first.
  for (Traits Out = AllTraits + 1; Out-- > 0;)
    Distance[Out] = distances(Out);
}

std::vector<unsigned> CallGraph::distances(Traits Out) const {
  std::vector<std::vector<Index>> Callers(Functions.size());
  std::vector<std::vector<Index>> ByDistance;
  auto Reach = [&](Index F, unsigned At) {
    if (ByDistance.size() <= At)
      ByDistance.resize(At + 1);
    ByDistance[At].push_back(F);
  };
  for (Index F = 0; F < Functions.size(); ++F) {
    if (firstEffect(F, Out))
      Reach(F, 0);
    for (const CallSite &Site : Functions[F].Calls) {
      if (Site.Traits & Out)
        continue;
      Traits Inside = Out | Site.RulesOut;
      for (Index Target : targets(Site)) {
        if (Inside == Out)
          Callers[Target].push_back(F);
        else if (unsigned D = Distance[Inside][Target]; D != Unreached)
          Reach(F, D + 1);
      }
    }
  }
  std::vector<unsigned> Result(Functions.size(), Unreached);
  for (unsigned D = 0; D < ByDistance.size(); ++D)
    for (size_t I = 0; I < ByDistance[D].size(); ++I) {
      Index F = ByDistance[D][I];
      if (Result[F] != Unreached)
        continue;
      Result[F] = D;
      for (Index Caller : Callers[F])
        if (Result[Caller] == Unreached)
          Reach(Caller, D + 1);
    }
  return Result;
}

/// The target of \p Site from which an effect is nearest.
std::optional<CallGraph::Index> CallGraph::nearest(const CallSite &Site,
                                                   Traits Out) const {
  if (Site.Traits & Out)
    return std::nullopt;
  const std::vector<unsigned> &To = Distance[Out | Site.RulesOut];
  std::optional<Index> Best;
  for (Index Target : targets(Site))
    if (To[Target] != Unreached &&
        (!Best || std::tie(To[Target], Functions[Target].Id) <
                      std::tie(To[*Best], Functions[*Best].Id)))
      Best = Target;
  return Best;
}

std::optional<Witness> CallGraph::witness(const CallSite &Site) const {
  std::optional<Index> At = nearest(Site, 0);
  if (!At)
    return std::nullopt;
  Traits Out = Site.RulesOut;
  Witness Result;
  auto Visit = [&](const Function &F, const Place &Next) {
    if (F.Shown)
      Result.Steps.push_back({F.Name, Next});
  };
  while (unsigned D = Distance[Out][*At]) {
    const Function &F = Functions[*At];
    for (const CallSite &Call : F.Calls) {
      std::optional<Index> Target = nearest(Call, Out);
      if (!Target || Distance[Out | Call.RulesOut][*Target] != D - 1)
        continue;
      Visit(F, Call.At);
      At = Target;
      Out |= Call.RulesOut;
      break;
    }
  }
  Result.What = *firstEffect(*At, Out);
  Visit(Functions[*At], Result.What.At);
  return Result;
}

} // namespace corolint::summary
