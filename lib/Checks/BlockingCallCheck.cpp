// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/BlockingCalls.h"
#include "Analysis/Coroutine.h"
#include "Checks/BlockingFix.h"
#include "Checks/CoroCheck.h"
#include "Checks/ExplainLine.h"
#include "Checks/Repetitions.h"
#include "Summary/Telling.h"
#include "Support/UserError.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports calls that block the thread of an asynchronous coroutine.
/// docs/checks/blocking-call.md
class BlockingCallCheck final : public CoroCheck {
public:
  BlockingCallCheck(StringRef Name, tidy::ClangTidyContext *Context)
      : CoroCheck(Name, Context) {
    SmallVector<StringRef> Names;
    SplitString(*KindList, Names, ";, ");
    for (StringRef Name : Names) {
      if (std::optional<model::Kind> K = model::kindFromString(Name)) {
        if (Kinds.insert(*K).second)
          KindNames += (KindNames.empty() ? "" : ";") + Name.str();
        continue;
      }
      StringRef Hint = nearestName(Name, model::kindNames());
      configurationDiag("unknown kind '%0' in coro-blocking-call.Kinds%1")
          << Name
          << (Hint.empty()
                  ? "; expected some of " + join(model::kindNames(), ", ")
                  : "; did you mean '" + Hint.str() + "'?");
    }
  }

  /// A coroutine may call what a C file defines.
  bool isLanguageVersionSupported(const LangOptions &L) const override {
    return DetailsListener::current() ||
           CoroCheck::isLanguageVersionSupported(L);
  }

protected:
  void checkFunction(const FunctionDecl &F) override {
    file().graph().add(F);
    DetailsListener *Listener = DetailsListener::current();
    if (!Listener || !Listener->Asked)
      return;
    if (!Explainer)
      Explainer.emplace(*Listener->Asked, model(), file().paths());
    if (Explainer->add(F))
      file().graph().lookAt(F);
  }

  void checkTranslationUnit(ASTContext &) override {
    FileGraph &Graph = file().graph();
    auto Counts = [&](StringRef Kind) { return counts(Kind); };
    Graph.join();
    Graph.solve(Counts);
    for (const FunctionDecl *F : Graph.coroutines())
      // Who waits for other files asks that of them.
      if (Graph.blocksAny(*F, Counts) &&
          (Graph.isOpen() || !Graph.startsOnPool(*F)))
        tellOf(*F);
    if (Explainer)
      DetailsListener::current()->Answer = Explainer->answer(Graph, Counts);
  }

private:
  bool counts(StringRef Kind) const {
    std::optional<model::Kind> K = model::kindFromString(Kind);
    // What the project marked itself is reported whatever its kind.
    return !K || Kinds.contains(*K);
  }

  void tellOf(const FunctionDecl &F) {
    FileGraph &Graph = file().graph();
    RemedyContext In{F, frameworkOf(F, model()), EscapedLocals(F, model())};
    std::vector<Message> Found;
    Repetitions Said(told());
    forEachThreadCall(
        F, model(), file().paths(), /*OnAnyExecutor=*/false,
        [&](const Evaluation &E) { return Graph.siteOf(E); },
        [&](const ThreadCall &Call) {
          summary::Terms On;
          On.If = Graph.assumptionOf(Call.At);
          if (Call.isSyncWait() || !Graph.holds(On.If) ||
              (!Call.Site && !counts(Call.kind())) ||
              (Call.Site && !Graph.reaches(*Call.Site)))
            return;
          On.Rivals = Said.add(Call);
          // Who doesn't wait for other files knows the rivals to be findings.
          if (!Graph.isOpen() && !On.Rivals.empty())
            return;
          Found.push_back(message(Call, In, std::move(On)));
        });
    findRivals(Found);
    for (Message &M : Found)
      tell(std::move(M));
  }

  /// Finds among the messages of one function those whose fix is in the way of
  /// another's.
  void findRivals(std::vector<Message> &Found) {
    for (Message &Inner : Found)
      for (const Message &Outer : Found) {
        if (&Inner == &Outer || !Inner.Fix)
          continue;
        unsigned Number = told() + (&Outer - Found.data());
        summary::Rival R{Number, summary::Rival::FixCoversIt};
        if (Inner.Location == Outer.Location &&
            Outer.Range == SourceRange(Outer.Location))
          R.Does = summary::Rival::DestroysIt;
        else if (!Outer.Fix || !covers(Outer, Inner))
          continue;
        Inner.On.Rivals.push_back(R);
        if (file().graph().isOpen())
          continue;
        Inner.Fix.reset();
        Inner.Advice = fixLostText(R, Outer.Api);
      }
  }

  /// Applying the fix of \p Outer does what that of \p Inner would.
  static bool covers(const Message &Outer, const Message &Inner) {
    SourceRange O = Outer.Fix->Covers, I = Inner.Fix->Covers;
    return O == I ? &Outer < &Inner
                  : O.fullyContains(I) && !Outer.Fix->LeavesOperands;
  }

  Message message(const ThreadCall &Call, RemedyContext &In,
                  summary::Terms On) {
    const FunctionDecl &F = In.Coroutine;
    Message M;
    M.On = std::move(On);
    M.On.Coroutine = file().graph().symbolOf(F);
    M.Location = Call.At.Location;
    M.Range = Call.At.Call ? Call.At.Call->getSourceRange()
                           : SourceRange(Call.At.Location);
    M.Function = &F;
    std::string Called =
        Call.Site ? displayName(*Call.At.Callee) : Call.apiName();
    M.Text =
        "'" + Called + "' blocks the thread that runs " + describeCoroutine(F);
    if (!Call.Site) {
      M.Api = Call.apiName();
      M.Kind = Call.kind().empty() ? "wait" : Call.kind().str();
      M.Text +=
          " (" + (Call.kind().empty() ? "marked as blocking" : M.Kind) + ")";
    }
    Remedy R = remedyFor(Call, In);
    M.Fix = std::move(R.Fix);
    M.Advice = std::move(R.Advice);
    if (Call.Site) {
      M.On.Through = Call.Site;
      M.On.Kinds = KindNames;
      M.On.Offloads = R.Offloads ? Called : "";
      if (!file().graph().isOpen())
        addWitness(M);
    }
    if (M.Fix)
      for (const std::string &Header : R.Headers)
        addInclude(
            *M.Fix,
            F.getASTContext().getSourceManager().getExpansionLoc(M.Location),
            Header);
    return M;
  }

  void addWitness(Message &M) const {
    M.Through = file().graph().witness(*M.On.Through);
    M.Text += reachText(*M.Through);
    M.Api = M.Through->Api;
    M.Kind = M.Through->Kind.empty() ? "wait" : M.Through->Kind;
    std::string Why = whyNotOffload(*M.Through, M.On.Offloads);
    if (M.On.Offloads.empty() || Why.empty())
      return;
    M.Fix.reset();
    M.Advice = Why;
  }

  Option<StringRef> KindList{
      *this, "Kinds",
      "sleep;wait;network;dns;file;filesystem;console;process;ipc;database;"
      "http;cpu"};
  DenseSet<model::Kind> Kinds;
  std::string KindNames;                  ///< Of Kinds, separated by ";".
  std::optional<LineExplainer> Explainer; ///< Where somebody asks.
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createBlockingCallCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<BlockingCallCheck>(Name, Context);
}

} // namespace corolint
