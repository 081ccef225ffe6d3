// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/Link.h"
#include "Summary/PoolCoroutines.h"
#include "Summary/Telling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/xxhash.h"
#include <map>
#include <set>

using namespace llvm;

namespace corolint::summary {
namespace {

void sortByFile(std::vector<const Unit *> &Units) {
  // One file may have a unit for each of several ways to compile it.
  std::multimap<StringRef, const Unit *> Sorted;
  for (const Unit *U : Units)
    Sorted.emplace(U->MainFile, U);
  Units.clear();
  for (auto &[File, U] : Sorted)
    Units.push_back(U);
}

void dropFix(Finding &F, const std::string &Advice) {
  erase_if(F.Notes, [&](const Note &N) {
    return StringRef(N.Message).starts_with(BesideFix) ||
           any_of(F.Fixes,
                  [&](const Fix &X) { return N.Message == X.Description; });
  });
  F.Fixes.clear();
  F.Notes.push_back({F.Begin, Advice});
}

/// The finding that \p C is, with what \p W has shown.
Finding complete(const Candidate &C, const Witness &W) {
  Finding F = C.What;
  F.Message += reachText(W);
  F.Api = W.Api;
  F.Kind = W.Kind.empty() ? "wait" : W.Kind;
  F.Chain = W.Steps;
  if (std::string Why = whyNotOffload(W, C.On.Offloads);
      !C.On.Offloads.empty() && !Why.empty()) {
    F.Notes.clear();
    dropFix(F, Why);
  }
  std::vector<Note> Steps;
  for (size_t I = 0; I < W.Steps.size(); ++I)
    Steps.push_back({W.Steps[I].At, stepText(W, I)});
  F.Notes.insert(F.Notes.begin(), Steps.begin(), Steps.end());
  return F;
}

/// The candidates of one unit that are findings.
class Resolver {
public:
  Resolver(const Unit &U, const PoolCoroutines &Pools) : U(U), Pools(Pools) {
    // What is suppressed changes nothing for others.
    for (const Candidate &C : U.Candidates) {
      Verdicts.push_back({C, Decision::ReachesNothing, {}, {}});
      if (!C.What.Suppressed)
        ByNumber[{C.What.Check, C.Number}] = Verdicts.size() - 1;
    }
  }

  /// Looks at what needs no chain; \p Graph is joined.
  void resolveDirect(const CallGraph &Graph) {
    for (Verdict &V : Verdicts) {
      const Candidate &C = V.On;
      V.Is = !Graph.holds(U, C.On.If) ? Decision::DoesNotRun
             : Pools.contains(U.Symbols[C.On.Coroutine])
                 ? Decision::StartsOnPool
             : C.On.Through ? Decision::ReachesNothing
                            : Decision::Finding;
      if (V.Is == Decision::Finding)
        V.Found = C.What;
    }
  }

  /// Looks at the others that \p Graph, solved for \p Kinds, can decide.
  void resolveIndirect(const CallGraph &Graph, StringRef Kinds) {
    for (Verdict &V : Verdicts) {
      const Candidate &C = V.On;
      if (V.Is != Decision::ReachesNothing || C.On.Kinds != Kinds)
        continue;
      if (std::optional<Witness> W = Graph.witness(U, *C.On.Through)) {
        V.Found = complete(C, *W);
        V.Is = Decision::Finding;
      }
    }
  }

  /// The findings, in the order of the candidates.
  std::vector<Finding> take(DecisionListener Decided) {
    // What a candidate repeats was told before it.
    for (Verdict &V : Verdicts)
      if (V.Is == Decision::Finding && isSaid(V.On))
        V.Is = Decision::SaidBefore;
    // Which fixes are lost depends on those that all of them had.
    for (Verdict &V : Verdicts)
      if (V.Is == Decision::Finding)
        V.FixLost = fixLost(V);
    std::vector<Finding> Findings;
    for (Verdict &V : Verdicts) {
      Decided(V.On, V.Is);
      if (V.Is != Decision::Finding)
        continue;
      if (V.FixLost)
        dropFix(*V.Found, *V.FixLost);
      Findings.push_back(std::move(*V.Found));
    }
    return Findings;
  }

private:
  struct Verdict {
    const Candidate &On;
    Decision Is = Decision::ReachesNothing;
    std::optional<Finding> Found;       ///< If it is one.
    std::optional<std::string> FixLost; ///< Why.
  };

  /// The finding that rival \p R of \p C is, or null.
  const Finding *rival(const Candidate &C, const Rival &R) const {
    auto It = ByNumber.find({C.What.Check, R.Number});
    return It != ByNumber.end() && Verdicts[It->second].Is == Decision::Finding
               ? &*Verdicts[It->second].Found
               : nullptr;
  }

  bool isSaid(const Candidate &C) const {
    return any_of(C.On.Rivals, [&](const Rival &R) {
      return R.Does == Rival::SaysTheSame && rival(C, R);
    });
  }

  std::optional<std::string> fixLost(const Verdict &V) const {
    if (V.Found->Fixes.empty())
      return std::nullopt;
    for (const Rival &R : V.On.On.Rivals) {
      const Finding *Other =
          R.Does == Rival::SaysTheSame ? nullptr : rival(V.On, R);
      if (Other && (R.Does == Rival::DestroysIt || !Other->Fixes.empty()))
        return fixLostText(R, Other->Api);
    }
    return std::nullopt;
  }

  const Unit &U;
  const PoolCoroutines &Pools;
  std::vector<Verdict> Verdicts;
  std::map<std::pair<StringRef, unsigned>, size_t> ByNumber;
};

bool isInclude(const Edit &E) {
  return StringRef(E.Text).ltrim().starts_with("#include");
}

/// What the fixes of \p F do, beside including headers.
std::vector<Edit> codeEdits(const Finding &F) {
  std::vector<Edit> Edits;
  for (const Fix &X : F.Fixes)
    copy_if(X.Edits, std::back_inserter(Edits), std::not_fn(isInclude));
  return Edits;
}

bool isSafe(const Finding &F) {
  return all_of(F.Fixes, [](const Fix &X) { return X.Safe; });
}

/// Two units have the same finding, in a file that both include: \p Kept gets
/// the fix that is right for both. One may have fewer includes to add.
void agreeOnFix(Finding &Kept, Finding Other) {
  if (codeEdits(Kept) != codeEdits(Other)) {
    if (!Kept.Fixes.empty())
      dropFix(Kept, "no rewriting is right for all files that include this");
    return;
  }
  if (!isSafe(Other) && isSafe(Kept))
    std::swap(Kept, Other);
  for (auto [Mine, Others] : zip(Kept.Fixes, Other.Fixes))
    for (Edit &E : Others.Edits)
      if (isInclude(E) && !is_contained(Mine.Edits, E))
        Mine.Edits.push_back(std::move(E));
}

/// What a finding is, wherever it is: the check, the function, the kind of
/// blocking and the statement, with a count for what is alike in all of them.
class Fingerprints {
public:
  std::string of(const Finding &F) {
    std::string Text;
    for (const std::string *Part :
         {&F.Check, &F.Scope, &F.Function, &F.Kind, &F.Statement})
      Text += *Part + '\0';
    unsigned Count = Alike[Text]++;
    return utohexstr(xxh3_64bits(Text), /*LowerCase=*/true, /*Width=*/16) +
           "-" + utostr(Count);
  }

private:
  StringMap<unsigned> Alike;
};

} // namespace

Linked link(std::vector<const Unit *> Units, std::vector<const Unit *> Context,
            function_ref<void(std::string &)> Display,
            DecisionListener Decided) {
  sortByFile(Units);
  std::vector<const Unit *> All = Units;
  append_range(All, Context);
  sortByFile(All);
  CallGraph Graph;
  PoolCoroutines Pools;
  for (const Unit *U : All) {
    Graph.add(*U);
    Pools.add(*U);
  }

  Graph.join(World::Closed);

  std::set<std::string> KindSets;
  std::vector<Resolver> Resolvers;
  for (const Unit *U : Units) {
    Resolvers.emplace_back(*U, Pools).resolveDirect(Graph);
    for (const Candidate &C : U->Candidates)
      if (C.On.Through)
        KindSets.insert(C.On.Kinds);
  }
  for (const std::string &Kinds : KindSets) {
    SmallVector<StringRef> Names;
    StringRef(Kinds).split(Names, ';');
    StringSet<> Counting;
    for (StringRef Name : Names)
      Counting.insert(Name);
    Graph.solve([&](StringRef Kind) { return Counting.contains(Kind); });
    for (Resolver &R : Resolvers)
      R.resolveIndirect(Graph, Kinds);
  }

  Linked Result;
  Report &R = Result.TheReport;
  R.TranslationUnits = Units.size();
  // By file, line, column, check: the order of the report. In a macro's
  // arguments there may be several at one place.
  using Key =
      std::tuple<std::string, unsigned, unsigned, std::string, unsigned>;
  std::map<Key, Finding> Findings;
  for (Resolver &Of : Resolvers)
    for (Finding &F : Of.take(Decided)) {
      forEachPath(F, Display);
      Key Place(F.Begin.File, F.Begin.Line, F.Begin.Column, F.Check, F.Written);
      auto [Same, New] = Findings.try_emplace(std::move(Place));
      if (New)
        Same->second = std::move(F);
      else
        agreeOnFix(Same->second, std::move(F));
    }
  // A comment that suppresses one doesn't change what the others are.
  Fingerprints Prints, OfSuppressed;
  for (auto &[Place, F] : Findings) {
    F.Fingerprint = (F.Suppressed ? OfSuppressed : Prints).of(F);
    (F.Suppressed ? R.Suppressed : R.Findings).push_back(std::move(F));
  }
  std::set<std::pair<std::string, unsigned>> Coroutines;
  std::set<std::string> ConfigErrors;
  for (const Unit *U : Units) {
    Coroutines.insert(U->Coroutines.begin(), U->Coroutines.end());
    ConfigErrors.insert(U->ConfigErrors.begin(), U->ConfigErrors.end());
    for (FileError E : U->Errors) {
      Display(E.File);
      if (!E.At.File.empty()) {
        Display(E.At.File);
        E.Message = (E.At.File + ":" + Twine(E.At.Line) + ":" +
                     Twine(E.At.Column) + ": " + E.Message)
                        .str();
      }
      R.Errors.push_back(std::move(E));
    }
  }
  R.Coroutines = Coroutines.size();
  Result.ConfigErrors.assign(ConfigErrors.begin(), ConfigErrors.end());
  return Result;
}

std::vector<Unit> makeIndex(std::vector<const Unit *> Units) {
  sortByFile(Units);
  CallGraph Graph;
  for (const Unit *U : Units)
    Graph.add(*U);
  Graph.join(World::Closed);
  Graph.solve([](StringRef) { return true; });
  std::vector<Unit> Index;
  for (const Unit *U : Units) {
    // An index has no findings.
    Unit Kept;
    Kept.MainFile = U->MainFile;
    Kept.Names = U->Names;
    Kept.Files = U->Files;
    Kept.Symbols = U->Symbols;
    Kept.Assumptions = U->Assumptions;
    Kept.Functions = Graph.prunedFunctions(*U);
    Kept.Classes = U->Classes;
    Kept.Starts = U->Starts;
    Index.push_back(compacted(Kept));
  }
  return Index;
}

} // namespace corolint::summary
