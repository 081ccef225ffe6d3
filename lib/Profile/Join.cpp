// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Profile/Join.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace llvm;

namespace corolint::profile {
namespace {

/// Durations of stalls.
using Durations = std::vector<uint64_t>;

class Joiner {
public:
  Joiner(const Profile &P, Report &R, const model::Model &M)
      : P(P), R(R), M(M) {}

  MeasuredRun join();

private:
  void indexFindings();
  std::vector<std::string> path(const Cause &C) const;
  void rank(std::vector<Durations> &OfFindings);
  std::optional<unsigned> findingOf(uint64_t Stack, StringRef Call);
  std::optional<unsigned> findingAt(const Frame &F, StringRef Call);
  unsigned unpredictedOf(const Cause &C);
  UnpredictedStall describe(const Cause &C);
  const std::string &realPath(const std::string &Path);

  const Profile &P;
  Report &R;
  const model::Model &M;
  MeasuredRun Run;
  using FileLine = std::pair<std::string, unsigned>;
  /// The findings in each line of a file.
  std::map<FileLine, std::vector<unsigned>> ByLine;
  /// The lines of those that are not reported.
  std::map<FileLine, StringRef> NotReported; ///< And why.
  StringMap<std::string> RealPaths;
  std::map<std::pair<std::string, uint64_t>, unsigned> UnpredictedIds;
  std::vector<Durations> OfUnpredicted;
};

} // namespace

static Measurement measure(Durations &D) {
  sort(D);
  Measurement Result;
  Result.Count = D.size();
  for (uint64_t Each : D)
    Result.Total += Each;
  // The nearest rank.
  auto Quantile = [&](unsigned Percent) {
    return D[(D.size() * Percent + 99) / 100 - 1];
  };
  Result.Median = Quantile(50);
  Result.P99 = Quantile(99);
  Result.Longest = D.back();
  return Result;
}

const std::string &Joiner::realPath(const std::string &Path) {
  auto [It, New] = RealPaths.try_emplace(Path);
  if (New) {
    SmallString<128> Real;
    if (sys::fs::real_path(Path, Real))
      Real = Path;
    It->second = Real.str().str();
  }
  return It->second;
}

void Joiner::indexFindings() {
  using Reason = std::pair<const std::vector<Finding> *, StringRef>;
  for (auto [Those, Why] :
       {Reason(&R.Suppressed, "a comment in the source silences it"),
        Reason(&R.Known, "the baseline has it"),
        Reason(&R.Earlier, "it was there before the change")})
    for (const Finding &F : *Those)
      if (!F.Api.empty())
        for (unsigned Line = F.Begin.Line;
             Line <= std::max(F.EndLine, F.Begin.Line); ++Line)
          NotReported.emplace(FileLine(realPath(F.Begin.File), Line), Why);
  for (unsigned I = 0; I < R.Findings.size(); ++I) {
    const Finding &F = R.Findings[I];
    if (F.Api.empty())
      continue;
    const std::string &File = realPath(F.Begin.File);
    for (unsigned Line = F.Begin.Line;
         Line <= std::max(F.EndLine, F.Begin.Line); ++Line)
      ByLine[{File, Line}].push_back(I);
  }
}

std::optional<unsigned> Joiner::findingAt(const Frame &F, StringRef Call) {
  if (F.File.empty())
    return std::nullopt;
  auto Found = ByLine.find({realPath(F.File), static_cast<unsigned>(F.Line)});
  if (Found == ByLine.end())
    return std::nullopt;
  // Of several in a line the one that names the call, then the nearest one.
  auto Distance = [&](unsigned I) {
    const Finding &Candidate = R.Findings[I];
    bool Named = StringRef(Candidate.Api).rsplit("::").second == Call ||
                 Candidate.Api == Call;
    unsigned Column = Candidate.Begin.Column;
    unsigned Away = F.Column > Column ? F.Column - Column : Column - F.Column;
    return std::pair(!Named, Away);
  };
  return *min_element(Found->second, [&](unsigned A, unsigned B) {
    return Distance(A) < Distance(B);
  });
}

std::optional<unsigned> Joiner::findingOf(uint64_t Stack, StringRef Call) {
  for (uint64_t Id : P.Stacks[Stack])
    if (auto Found = findingAt(P.Frames[Id], Call))
      return Found;
  return std::nullopt;
}

/// "std::vector<int>::at" => "std::vector::at", as the model has names.
static std::string withoutTemplateArguments(StringRef Name) {
  std::string Result;
  unsigned Depth = 0;
  for (size_t I = 0; I < Name.size(); ++I) {
    if (Name[I] == '<' && !Name.take_front(I).ends_with("operator"))
      ++Depth;
    else if (Name[I] == '>' && Depth)
      --Depth;
    else if (!Depth)
      Result += Name[I];
  }
  return Result;
}

UnpredictedStall Joiner::describe(const Cause &C) {
  UnpredictedStall Result;
  Result.Call = C.Call;
  Result.Kind = C.Kind;
  for (uint64_t Id : P.Stacks[C.Stack]) {
    const Frame &F = P.Frames[Id];
    Result.Stack.push_back({F.Function,
                            {F.File, static_cast<unsigned>(F.Line),
                             static_cast<unsigned>(F.Column), 0},
                            F.Module,
                            F.Coroutine});
  }
  auto Body =
      find_if(Result.Stack, [](const MeasuredFrame &F) { return F.Coroutine; });
  if (Result.Stack.empty()) {
    Result.Why = C.Call.empty() && C.Kind == "cpu"
                     ? "it was over before it could be sampled"
                     : "each of its calls was short";
    return Result;
  }
  if (Body == Result.Stack.end()) {
    Result.Why = "no coroutine is on the stack";
    return Result;
  }
  for (uint64_t Id : P.Stacks[C.Stack]) {
    const Frame &F = P.Frames[Id];
    FileLine At(realPath(F.File), static_cast<unsigned>(F.Line));
    if (auto Known = NotReported.find(At); Known != NotReported.end()) {
      Result.Why = Known->second.str();
      return Result;
    }
  }
  if (Body == Result.Stack.begin()) {
    Result.Why =
        C.Call.empty()
            ? "the coroutine itself computes"
            : "'" + C.Call +
                  "' is called in the coroutine: it is of a kind that is off, "
                  "or exempt by its arguments";
    return Result;
  }
  // What the coroutine calls is what its author could do something about.
  std::string Called = withoutTemplateArguments(std::prev(Body)->Function);
  if (Called.empty()) {
    Result.Why = "what the coroutine calls has no name: build it with -g";
    return Result;
  }
  if (!M.blockingApis(Called).empty()) {
    Result.Why = "'" + Called +
                 "' is in the model: it is of a kind that is off, or exempt "
                 "by its arguments";
    return Result;
  }
  Result.Why = "nothing is known of '" + Called + "'";
  Result.Model = "model:\n  - library: " +
                 sys::path::filename(std::prev(Body)->Module).str() +
                 "\n    functions:\n      - names: [\"" + Called +
                 "\"]\n        kind: " + C.Kind +
                 "\n        source: measured with corolint profile\n";
  return Result;
}

unsigned Joiner::unpredictedOf(const Cause &C) {
  auto [It, New] =
      UnpredictedIds.try_emplace({C.Call, C.Stack}, Run.Unpredicted.size());
  if (New) {
    Run.Unpredicted.push_back(describe(C));
    OfUnpredicted.emplace_back();
  }
  return It->second;
}

/// How the items are to be ordered, by \p Key descending, ties as they are.
template <class Key> static std::vector<unsigned> order(size_t Size, Key By) {
  std::vector<unsigned> Result(Size);
  for (unsigned I = 0; I < Size; ++I)
    Result[I] = I;
  sort(Result, [&](unsigned A, unsigned B) {
    return std::pair(By(B), A) < std::pair(By(A), B);
  });
  return Result;
}

template <class T>
static std::vector<T> reordered(std::vector<T> Items,
                                ArrayRef<unsigned> Order) {
  std::vector<T> Result;
  for (unsigned I : Order)
    Result.push_back(std::move(Items[I]));
  return Result;
}

static std::vector<unsigned> places(ArrayRef<unsigned> Order) {
  std::vector<unsigned> Result(Order.size());
  for (unsigned I = 0; I < Order.size(); ++I)
    Result[Order[I]] = I;
  return Result;
}

void Joiner::rank(std::vector<Durations> &OfFindings) {
  for (Durations &D : OfFindings)
    Run.OfFindings.push_back(D.empty() ? std::optional<Measurement>()
                                       : measure(D));
  for (const Call &C : P.Calls)
    if (auto Found = findingOf(C.Stack, C.Function);
        Found && !Run.OfFindings[*Found])
      Run.OfFindings[*Found] = Measurement();
  for (unsigned I = 0; I < OfUnpredicted.size(); ++I)
    Run.Unpredicted[I].Time = measure(OfUnpredicted[I]);
  std::vector<unsigned> Findings = order(R.Findings.size(), [&](unsigned I) {
    return Run.OfFindings[I] ? Run.OfFindings[I]->Total + 1 : 0;
  });
  std::vector<unsigned> Unpredicted =
      order(Run.Unpredicted.size(),
            [&](unsigned I) { return Run.Unpredicted[I].Time.Total; });
  R.Findings = reordered(std::move(R.Findings), Findings);
  Run.OfFindings = reordered(std::move(Run.OfFindings), Findings);
  Run.Unpredicted = reordered(std::move(Run.Unpredicted), Unpredicted);
  std::vector<unsigned> FindingPlaces = places(Findings),
                        UnpredictedPlaces = places(Unpredicted);
  for (MeasuredStall &S : Run.Stalls) {
    for (unsigned &I : S.Findings)
      I = FindingPlaces[I];
    for (unsigned &I : S.Unpredicted)
      I = UnpredictedPlaces[I];
  }
}

std::vector<std::string> Joiner::path(const Cause &C) const {
  std::vector<std::string> Result;
  for (uint64_t Id : P.Stacks[C.Stack]) {
    const Frame &F = P.Frames[Id];
    Result.push_back(F.Function.empty() ? "?" : F.Function);
    if (F.Coroutine)
      break;
  }
  std::reverse(Result.begin(), Result.end());
  if (!C.Call.empty())
    Result.push_back(C.Call);
  return Result;
}

MeasuredRun Joiner::join() {
  indexFindings();
  Run.Threshold = P.Threshold;
  Run.Seconds = P.Seconds;
  Run.Notes = P.Notes;
  for (const LoopThread &T : P.Threads)
    Run.Threads.push_back(T.Name);
  std::vector<Durations> OfFindings(R.Findings.size());
  std::map<std::vector<std::string>, uint64_t> Paths;
  for (const Stall &S : P.Stalls) {
    MeasuredStall Each{
        static_cast<unsigned>(S.Thread), S.At, S.Duration, S.Waited, {}, {}};
    // Several causes of one stall may be of one finding.
    std::map<unsigned, uint64_t> Findings, Unpredicted;
    for (const Cause &C : S.Causes)
      Paths[path(C)] += C.Duration;
    for (const Cause &C : S.Causes)
      if (auto Found = findingOf(C.Stack, C.Call))
        Findings[*Found] += C.Duration;
      else
        Unpredicted[unpredictedOf(C)] += C.Duration;
    for (auto [I, Duration] : Findings) {
      OfFindings[I].push_back(Duration);
      Each.Findings.push_back(I);
    }
    for (auto [I, Duration] : Unpredicted) {
      OfUnpredicted[I].push_back(Duration);
      Each.Unpredicted.push_back(I);
    }
    Run.Stalls.push_back(std::move(Each));
  }
  for (auto &[Functions, Total] : Paths)
    if (!Functions.empty())
      Run.Paths.push_back({Functions, Total});
  rank(OfFindings);
  return std::move(Run);
}

MeasuredRun join(const Profile &P, Report &R, const model::Model &M) {
  return Joiner(P, R, M).join();
}

} // namespace corolint::profile
