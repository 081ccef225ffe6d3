// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Awaitable.h"
#include "Analysis/BlockingCalls.h"
#include "Analysis/Coroutine.h"
#include "Analysis/SharedState.h"
#include "Analysis/Statements.h"
#include "Analysis/SyncWaits.h"
#include "Checks/AwaitSyntax.h"
#include "Checks/CoroCheck.h"
#include "Checks/MacroArgument.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports what drives an awaitable or an event loop until it is done, from
/// inside an asynchronous coroutine. docs/checks/sync-wait.md
class SyncWaitCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override { file().graph().add(F); }

  void checkTranslationUnit(ASTContext &) override {
    file().graph().join();
    for (const FunctionDecl *F : file().graph().coroutines())
      if (file().graph().drivesAny(*F))
        tellOf(*F);
  }

private:
  void tellOf(const FunctionDecl &F) {
    // Waiting for a pool on that pool deadlocks too: a switch changes nothing.
    forEachThreadCall(
        F, model(), file().paths(), /*OnAnyExecutor=*/true,
        [](const Evaluation &) { return std::nullopt; },
        [&](const ThreadCall &Call) {
          if (!Call.isSyncWait())
            return;
          summary::Ref If = file().graph().assumptionOf(Call.At);
          if (!file().graph().holds(If))
            return;
          Message M = message(Call, F);
          M.On.If = If;
          tell(std::move(M));
        });
  }

  Message message(const ThreadCall &Call, const FunctionDecl &F) {
    Message M;
    M.Location = Call.At.Location;
    M.Range = Call.At.Call ? Call.At.Call->getSourceRange()
                           : SourceRange(Call.At.Location);
    M.Function = &F;
    M.Api = Call.apiName();
    M.Kind = "wait";
    const Expr *Awaitable = drivenAwaitable(Call.At, F, model());
    M.Text = "'" + M.Api + "' waits for " +
             (Awaitable ? "an awaitable" : "its work") +
             " on the thread that runs " + describeCoroutine(F) +
             ": a stall, and a deadlock if that needs the thread";
    std::string Obstacle = whyNoAwaitAt(Call.At, F);
    if (!Awaitable)
      M.Advice = "start it outside of coroutines, and await what it does";
    else if (!Obstacle.empty())
      M.Advice = "'co_await' may not stand " + Obstacle +
                 ": move the call out of it, then await";
    else if (!offerAwait(Call, *Awaitable, F, M))
      M.Advice = "await it instead: 'co_await ...'";
    return M;
  }

  /// Fills in the fix that awaits \p Awaitable in place of the call. False if
  /// that isn't certain to compile and to give the same.
  bool offerAwait(const ThreadCall &Call, const Expr &Awaitable,
                  const FunctionDecl &F, Message &M) {
    const auto *E = dyn_cast_or_null<CallExpr>(Call.At.Call);
    StringRef Header = awaitHeaderOf(Awaitable.getType(), F, model());
    if (!E || Call.At.HandedOver || suspends(*E) ||
        isMembersObjectInTemplate(Call.At.Ancestors, *Call.At.Within) ||
        (Header.empty() && !canBeAwaitedIn(F, Awaitable.getType())))
      return false;
    const SourceManager &SM = F.getASTContext().getSourceManager();
    SourceRange Written = writtenRange(E->getSourceRange(), SM);
    if (Written.isInvalid())
      return false;
    // More arguments would be lost: a timeout, a scheduler.
    if (Call.At.Args.size() + (Call.At.Object == &Awaitable) != 1)
      return false;
    if (!isValueLost(E, Call.At.Ancestors) &&
        !givesSame(E->getType(), awaitResultType(Awaitable.getType())))
      return false;
    bool Prvalue = ignoreConversions(&Awaitable)->isPRValue();
    CharSourceRange Operand =
        Call.At.Args.empty()
            ? charactersOf(Awaitable.getSourceRange(), F.getASTContext())
            : writtenArguments(*E, Call.At.Args, F.getASTContext());
    StringRef Text = Lexer::getSourceText(Operand, SM, getLangOpts());
    if (Text.empty() || isa<InitListExpr>(ignoreConversions(&Awaitable)))
      return false;
    std::string Before = "co_await ", Behind;
    auto Enclose = [&](StringRef Open) {
      Before += Open;
      Behind += ")";
    };
    if (needsParentheses(E, Call.At.Ancestors)) {
      Before.clear();
      Enclose("(co_await ");
    }
    FixPlan Plan;
    if (!Header.empty())
      addInclude(Plan, SM.getExpansionLoc(E->getBeginLoc()), Header);
    if (!Prvalue && needsRvalue(Awaitable.getType()) &&
        !Text.starts_with("std::move(")) {
      Enclose("std::move(");
      addInclude(Plan, SM.getExpansionLoc(E->getBeginLoc()), "<utility>");
    }
    std::string Caveat = macroCaveat(E->getBeginLoc(), SM, getLangOpts());
    Plan.Safe = Prvalue && Caveat.empty();
    Plan.Description =
        Prvalue ? "await it instead"
                : "await it instead; it is consumed then if its type is made "
                  "to be awaited once";
    Plan.Description += Caveat;
    if (bindsLooser(&Awaitable))
      Enclose("(");
    // The operand stays where it is, and may have fixes of its own.
    SourceLocation End =
        Lexer::getLocForEndOfToken(Written.getEnd(), 0, SM, getLangOpts());
    Plan.Hints.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Written.getBegin(), Operand.getBegin()),
        Before));
    Plan.Hints.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Operand.getEnd(), End), Behind));
    M.Fix = std::move(Plan);
    return true;
  }

  static bool givesSame(QualType Waited, QualType Awaited) {
    return !Awaited.isNull() &&
           Waited.getNonReferenceType()
                   .getCanonicalType()
                   .getUnqualifiedType() == Awaited.getNonReferenceType()
                                                .getCanonicalType()
                                                .getUnqualifiedType();
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createSyncWaitCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<SyncWaitCheck>(Name, Context);
}

} // namespace corolint
