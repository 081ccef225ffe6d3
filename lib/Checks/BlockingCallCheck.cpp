// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/BlockingCalls.h"
#include "Analysis/ContextSwitch.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Summaries.h"
#include "Checks/BlockingFix.h"
#include "Checks/CoroCheck.h"
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
        Kinds.insert(*K);
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

protected:
  void checkFunction(const FunctionDecl &F) override {
    if (!Known)
      Known.emplace(model(), Paths,
                    [this](const FunctionDecl &F) { return isBroken(F); });
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&F))
      Known->addOverrider(*Method);
    // A function comes before the lambdas in it.
    Starts.addBody(F, model(), [&](const FunctionDecl &Lambda) {
      Paths.startsWhereItMayBlock(Lambda);
    });
    if (!isAsynchronousCoroutine(F, model()))
      return;
    if (startsOnGivenExecutor(F, model()))
      Paths.startsWhereItMayBlock(F);
    Coroutines.push_back(&F);
  }

  void checkTranslationUnit(ASTContext &) override {
    erase_if(Coroutines, [&](const FunctionDecl *F) {
      return Starts.startsOnlyOnPools(*F);
    });
    for (const FunctionDecl *F : Coroutines)
      forEachThreadCall(*F, model(), Paths, /*OnAnyExecutor=*/false,
                        [&](const ThreadCall &Call) {
                          if (!Call.blocksItself())
                            Known->siteOf(Call.At);
                        });
    if (Known)
      Known->graph().solve([&](StringRef Kind) { return counts(Kind); });
    for (const FunctionDecl *F : Coroutines)
      tellOf(*F);
  }

private:
  bool counts(StringRef Kind) const {
    std::optional<model::Kind> K = model::kindFromString(Kind);
    // What the project marked itself is reported whatever its kind.
    return !K || Kinds.contains(*K);
  }

  void tellOf(const FunctionDecl &F) {
    const model::Framework *Library = frameworkOf(F, model());
    std::vector<Message> Messages;
    forEachBlockingCall(F, model(), Paths, *Known, [&](const ThreadCall &Call) {
      if (!Call.isSyncWait() && counts(Call.kind()))
        Messages.push_back(message(Call, F, Library));
    });
    leaveNestedFixesToOuter(Messages);
    leaveObjectsWhole(Messages);
    for (Message &M : Messages)
      tell(std::move(M));
  }

  /// A call among the arguments of one that gets rewritten goes with it.
  static void leaveNestedFixesToOuter(std::vector<Message> &Messages) {
    for (Message &Inner : Messages)
      for (const Message &Outer : Messages)
        if (&Inner != &Outer && Inner.Fix && Outer.Fix &&
            Inner.Range != Outer.Range &&
            Outer.Range.fullyContains(Inner.Range)) {
          Inner.Fix.reset();
          Inner.Advice = "the fix for '" + Outer.Api + "' around it covers it";
          break;
        }
  }

  /// A variable whose constructor and destructor both block is told once;
  /// rewriting its declaration would mend the half of it.
  static void leaveObjectsWhole(std::vector<Message> &Messages) {
    for (Message &Made : Messages)
      for (const Message &Destroyed : Messages)
        if (&Made != &Destroyed && Made.Fix &&
            Made.Location == Destroyed.Location &&
            Destroyed.Range == SourceRange(Destroyed.Location)) {
          Made.Fix.reset();
          Made.Advice = "its destructor blocks too: make, use and destroy it "
                        "in one 'co_await corolint::offload([&] { ... })'";
        }
  }

  Message message(const ThreadCall &Call, const FunctionDecl &F,
                  const model::Framework *Library) {
    Message M;
    M.Location = Call.At.Location;
    M.Range = Call.At.Call ? Call.At.Call->getSourceRange()
                           : SourceRange(Call.At.Location);
    M.Api = Call.apiName();
    M.Kind = Call.kind().empty() ? "wait" : Call.kind().str();
    M.Function = &F;
    std::string Called = Call.Through ? displayName(*Call.At.Callee) : M.Api;
    std::string Kind = Call.kind().empty() ? "marked as blocking" : M.Kind;
    M.Text = "'" + Called + "' blocks the thread that runs " +
             describeCoroutine(F) +
             (Call.Through ? ": it reaches '" + M.Api + "'" : "") + " (" +
             Kind + ")";
    if (Call.Through)
      M.Chain = Call.Through->Steps;
    Remedy R = remedyFor(Call, F, Library);
    M.Fix = std::move(R.Fix);
    M.Advice = std::move(R.Advice);
    if (M.Fix)
      for (const std::string &Header : R.Headers)
        addInclude(
            *M.Fix,
            F.getASTContext().getSourceManager().getExpansionLoc(M.Location),
            Header);
    return M;
  }

  Option<StringRef> KindList{
      *this, "Kinds",
      "sleep;wait;network;dns;file;filesystem;console;process;ipc;database;"
      "http;cpu"};
  DenseSet<model::Kind> Kinds;
  Flow Paths;
  PoolStarts Starts;
  std::optional<Summaries> Known; ///< Once there is a function.
  /// Looked at once all the translation unit's functions are known.
  std::vector<const FunctionDecl *> Coroutines;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createBlockingCallCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<BlockingCallCheck>(Name, Context);
}

} // namespace corolint
