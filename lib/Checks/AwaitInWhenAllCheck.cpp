// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/CombinatorArguments.h"
#include "Analysis/Coroutine.h"
#include "Checks/CoroCheck.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports awaits in the arguments of combinators.
/// docs/checks/await-in-when-all.md
class AwaitInWhenAllCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    forEachAwaitInCombinator(
        F, model(), [&](const AwaitsInCombinator &Found) { report(Found, F); });
  }

private:
  void report(const AwaitsInCombinator &Found, const FunctionDecl &F) {
    std::string Combinator = "'" + name(*Found.Call) + "'";
    Message M;
    M.Function = &F;
    M.Location = Found.Awaits.front()->getBeginLoc();
    M.Range = Found.Awaits.front()->getSourceRange();
    M.Text = Found.Awaits.size() == 1
                 ? "this is awaited before " + Combinator +
                       " sees it: nothing else runs meanwhile"
                 : "these " + std::to_string(Found.Awaits.size()) +
                       " are awaited one after the other before " + Combinator +
                       " sees them";
    M.Fix = fix(Found);
    if (!M.Fix)
      M.Advice = "give " + Combinator + " the tasks themselves";
    tell(M);
  }

  static std::string name(const CallExpr &Call) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        Operator && Operator->getOperator() == OO_Call)
      if (const auto *Ref =
              dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts()))
        return Ref->getDecl()->getNameAsString();
    return Call.getDirectCallee()->getNameAsString();
  }

  /// `when_all(co_await a(), co_await b())` becomes `when_all(a(), b())`.
  static std::optional<FixPlan> fix(const AwaitsInCombinator &Found) {
    if (!Found.TakesTasks)
      return std::nullopt;
    FixPlan Plan{"give it the tasks themselves: they run at the same time then",
                 /*Safe=*/false,
                 {}};
    for (const CoawaitExpr *Await : Found.Awaits) {
      SourceLocation Begin = Await->getBeginLoc(),
                     Operand = Await->getOperand()->getBeginLoc();
      if (Begin.isMacroID() || Operand.isMacroID())
        return std::nullopt;
      Plan.Hints.push_back(FixItHint::CreateRemoval(
          CharSourceRange::getCharRange(Begin, Operand)));
    }
    return Plan;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createAwaitInWhenAllCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<AwaitInWhenAllCheck>(Name, Context);
}

} // namespace corolint
