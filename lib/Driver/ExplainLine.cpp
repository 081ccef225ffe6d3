// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/ExplainLine.h"
#include "Config/ProjectConfig.h"
#include "Driver/AnalyzeFile.h"
#include "Driver/AnalyzeProject.h"
#include "Driver/MakeUnit.h"
#include "Driver/Paths.h"
#include "Driver/Selection.h"
#include "Summary/Link.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <set>

using namespace llvm;

namespace corolint {

std::optional<LineQuestion> parseLine(StringRef Text) {
  auto [Before, Last] = Text.rsplit(':');
  unsigned Number;
  if (Last.empty() || Last.getAsInteger(10, Number))
    return std::nullopt;
  // The last number is the column if there are two.
  auto [File, Line] = Before.rsplit(':');
  unsigned Other;
  if (!Line.empty() && !Line.getAsInteger(10, Other))
    return LineQuestion{File.str(), Other};
  return LineQuestion{Before.str(), Number};
}

static Error validate(const LineQuestion &Asked) {
  auto Text = MemoryBuffer::getFile(Asked.File);
  if (!Text)
    return userError(Asked.File + ": " + Text.getError().message());
  size_t Lines = (*Text)->getBuffer().rtrim("\n").count('\n') + 1;
  if (Asked.Line == 0 || Asked.Line > Lines)
    return userError(Asked.File + " has no line " + Twine(Asked.Line) +
                     "; the last one is " + Twine(Lines));
  return Error::success();
}

/// \p U has code of \p File.
static bool mentions(const summary::Unit &U, const std::string &File) {
  return is_contained(U.Files, File) ||
         any_of(U.Coroutines, [&](auto &Place) { return Place.first == File; });
}

namespace {

/// What the whole project says of the line.
struct Verdicts {
  std::vector<Finding> Findings, Suppressed;
  /// Findings whose chain leads through it.
  std::vector<Finding> Through;
  /// What became of candidates, by column and check.
  std::map<std::pair<unsigned, std::string>, summary::Decision> Decisions;
};

class LineTeller {
public:
  LineTeller(const LineQuestion &Asked, const LineAnswer &Answer,
             const Verdicts &V, ArrayRef<std::string> Enabled,
             const model::Model &M, raw_ostream &Out)
      : Asked(Asked), Answer(Answer), V(V), Enabled(Enabled), M(M), Out(Out) {}

  void tell(ArrayRef<const summary::Unit *> Units) {
    tellFunctions();
    for (const JudgedCall &Call : Answer.Calls)
      tellCall(Call, Units);
    for (const JudgedAwait &A : Answer.Awaits) {
      place(A.Line, A.Column) << "co_await\n";
      because(A.Does);
    }
    for (const auto *Some : {&V.Findings, &V.Suppressed})
      for (const Finding &F : *Some)
        if (!Told.count({F.Begin.Column, F.Check}))
          tellFinding(F);
    if (!V.Through.empty())
      tellThrough();
    if (Answer.Calls.empty() && Answer.Awaits.empty() && V.Findings.empty() &&
        V.Suppressed.empty())
      Out << "No call on the line is evaluated.\n";
  }

private:
  raw_ostream &place(unsigned Line, unsigned Column) {
    return Out << "\n" << Line << ':' << Column << ": ";
  }
  void because(const Twine &Text) { Out << "  " << Text << "\n"; }

  void tellFunctions() {
    std::string File = Asked.File;
    displayPath(File);
    Out << File << ":" << Asked.Line;
    if (Answer.Around.empty())
      Out << " is in no function that was looked at: a system header's, a "
             "template's that nobody uses, or one that doesn't compile is "
             "not.\n";
    for (const auto &[I, F] : enumerate(reverse(Answer.Around))) {
      Out << (I ? "which is in " : " is in ") << F.What << " (line " << F.Line
          << ")" << (I + 1 == Answer.Around.size() ? ".\n" : ",\n");
      for (const std::string &Text : F.Is)
        because(Text);
    }
  }

  /// The finding about \p Call, or null.
  const Finding *findingAbout(const JudgedCall &Call,
                              ArrayRef<Finding> Among) const {
    const Finding *Found = find_if(Among, [&](const Finding &F) {
      return F.Begin.Column == Call.Column &&
             (F.Check == "coro-blocking-call" || F.Check == "coro-sync-wait");
    });
    return Found == Among.end() ? nullptr : Found;
  }

  void tellCall(const JudgedCall &Call, ArrayRef<const summary::Unit *> Units) {
    place(Call.Line, Call.Column) << "'" << Call.Callee << "'";
    const Finding *F = findingAbout(Call, V.Findings);
    const Finding *Silenced = findingAbout(Call, V.Suppressed);
    if (const Finding *About = F ? F : Silenced) {
      Told.insert({About->Begin.Column, About->Check});
      Out << verdict(*About) << "\n";
      tellBody(*About);
    } else {
      Out << " is no finding\n";
    }
    for (const std::string &Text : Call.Because)
      because(Text);
    if (!F && !Silenced && Call.Blocks)
      because(whyNot(Call, Units));
  }

  /// Why a call that may block is no finding.
  std::string whyNot(const JudgedCall &Call,
                     ArrayRef<const summary::Unit *> Units) const {
    auto It = V.Decisions.find({Call.Column, "coro-blocking-call"});
    if (It != V.Decisions.end())
      switch (It->second) {
      case summary::Decision::StartsOnPool:
        return "every use of " + Call.Function +
               " in the project hands it to a pool: it starts where it may "
               "block";
      case summary::Decision::DoesNotRun:
        return "what the lambda is handed to doesn't call it before it returns";
      case summary::Decision::SaidBefore:
        return "another finding says the same of the expression that it is in";
      case summary::Decision::ReachesNothing:
        return isDefined(Call.Callee, Units)
                   ? "nothing that it calls blocks, as far as the project's "
                     "files show"
                   : "no file that is known of defines it, and neither the "
                     "model nor a mark says that it blocks";
      case summary::Decision::Finding:
        break;
      }
    if (!Call.InCoroutine)
      return Call.Function + " is no coroutine in which blocking counts: " +
             (Call.ByOthers ? "whether it blocks is asked"
                            : "it is a finding") +
             " where such a coroutine calls it";
    return "it isn't reported in this file: --header-filter or .clang-tidy "
           "leave that out";
  }

  static bool isDefined(StringRef Name, ArrayRef<const summary::Unit *> Units) {
    return any_of(Units, [&](const summary::Unit *U) {
      return any_of(U->Functions, [&](const summary::Function &F) {
        return U->Names[F.Name] == Name;
      });
    });
  }

  std::string verdict(const Finding &F) const {
    if (F.Suppressed)
      return " would be a finding of " + F.Check +
             ", and is silenced by a NOLINT comment";
    if (!is_contained(Enabled, F.Check))
      return " would be a finding of " + F.Check + ", which is off here";
    return " is a finding of " + F.Check;
  }

  void tellFinding(const Finding &F) {
    place(F.Begin.Line, F.Begin.Column)
        << StringRef(verdict(F)).ltrim() << "\n";
    tellBody(F);
    because("corolint explain " + F.Check + " says what the check is about");
  }

  void tellBody(const Finding &F) {
    because(F.Message);
    for (const Note &N : F.Notes)
      because(N.At.File.empty() ? N.Message
                                : (N.At.File + ":" + Twine(N.At.Line) + ":" +
                                   Twine(N.At.Column) + ": " + N.Message)
                                      .str());
    // A direct call's entry is said with the call.
    if (!F.Chain.empty())
      for (const model::BlockingApi *Api : M.blockingApis(F.Api)) {
        because("the model has '" + Api->Name + "' (" +
                model::toString(Api->Blocks) + ", " + Api->From.File + ":" +
                Twine(Api->From.Line) +
                (Api->Source.empty() ? "" : "; source: " + Api->Source) + ")");
        break;
      }
  }

  void tellThrough() {
    Out << "\nFindings that lead here:\n";
    for (const Finding &F : V.Through)
      because(F.Begin.File + ":" + Twine(F.Begin.Line) + ":" +
              Twine(F.Begin.Column) + ": " + F.Message + " [" + F.Check + "]");
  }

  const LineQuestion &Asked;
  const LineAnswer &Answer;
  const Verdicts &V;
  ArrayRef<std::string> Enabled;
  const model::Model &M;
  raw_ostream &Out;
  std::set<std::pair<unsigned, std::string>> Told;
};

} // namespace

/// The file to compile for \p Asked: itself, or one that includes it.
static Expected<std::string> sourceFor(const LineQuestion &Asked,
                                       const Selection &Chosen,
                                       const AnalyzedProject &Known) {
  if (is_contained(Chosen.Files, Asked.File))
    return Asked.File;
  for (const auto *Some : {&Known.Units, &Known.Context})
    for (const summary::Unit &U : *Some)
      if (mentions(U, Asked.File))
        return U.MainFile;
  return userError(Asked.File +
                   ": no file of the compile database, and none of them has "
                   "a function from it");
}

/// Links \p Units, and picks what is about the line.
static Verdicts verdictsOn(const LineQuestion &Asked,
                           std::vector<const summary::Unit *> Units) {
  Verdicts V;
  auto IsHere = [&](const Place &At) {
    return At.Line == Asked.Line && absolutePath(At.File) == Asked.File;
  };
  summary::Linked Linked =
      summary::link(std::move(Units), {}, displayPath,
                    [&](const summary::Candidate &C, summary::Decision D) {
                      if (IsHere(C.What.Begin))
                        V.Decisions[{C.What.Begin.Column, C.What.Check}] = D;
                    });
  for (Finding &F : Linked.TheReport.Findings)
    if (IsHere(F.Begin))
      V.Findings.push_back(std::move(F));
    else if (any_of(F.Chain, [&](auto &Link) { return IsHere(Link.At); }))
      V.Through.push_back(std::move(F));
  for (Finding &F : Linked.TheReport.Suppressed)
    if (IsHere(F.Begin))
      V.Suppressed.push_back(std::move(F));
  return V;
}

Expected<ExitStatus> runExplain(const Options &Opts, const LineQuestion &Asked,
                                raw_ostream &Out, raw_ostream &Err) {
  initializeTargets();
  if (Error E = validate(Asked))
    return E;
  LineQuestion Q{absolutePath(Asked.File), Asked.Line};
  Options OfFile = Opts;
  if (Opts.FixedCommand)
    OfFile.Files = {Asked.File};
  Expected<Selection> Chosen = select(OfFile);
  if (!Chosen)
    return Chosen.takeError();
  bool IsSource = is_contained(Chosen->Files, Q.File);
  OfFile.Files = {Q.File};
  AnalyzedProject Known =
      analyzeProject(Chosen->Code, IsSource ? OfFile.Files : Chosen->Files,
                     IsSource ? OfFile : Opts, Chosen->ResourceDir, Err);
  if (Known.Interrupted)
    return Interrupted;
  Expected<std::string> Source = sourceFor(Q, *Chosen, Known);
  if (!Source)
    return Source.takeError();
  Expected<std::vector<std::string>> Enabled = enabledChecks(OfFile);
  if (!Enabled)
    return Enabled.takeError();
  auto M = modelForFile(*Source);
  if (!M)
    return M.takeError();

  // Looked at with all checks: what is off is to be told, too.
  Options AllChecks = Opts;
  AllChecks.Checks = (Opts.Checks ? *Opts.Checks + "," : "") + "coro-*";
  FileAnalysis Analysis = analyzeFile(*Source, AllChecks, Chosen->Code,
                                      adaptToClang(Chosen->ResourceDir), &Q);
  LineAnswer Answer = std::move(Analysis.Answer);
  summary::Unit Explained =
      makeUnit(*Source, std::move(Analysis), *Chosen->Code.files());
  std::vector<const summary::Unit *> Units = {&Explained};
  for (const auto *Some : {&Known.Units, &Known.Context})
    for (const summary::Unit &U : *Some)
      if (U.MainFile != *Source)
        Units.push_back(&U);
  LineTeller(Q, Answer, verdictsOn(Q, Units), *Enabled, **M, Out).tell(Units);
  for (FileError &E : Explained.Errors) {
    displayPath(E.At.File);
    Err << "corolint: warning: the file has errors, and what doesn't compile "
           "isn't looked at: ";
    if (!E.At.File.empty())
      Err << E.At.File << ':' << E.At.Line << ':' << E.At.Column << ": ";
    Err << E.Message << "\n";
  }
  return Explained.Errors.empty() ? NothingFound : FilesNotAnalysed;
}

} // namespace corolint
