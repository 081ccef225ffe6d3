// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Analysis/SequentialAwaits.h"
#include "Checks/CoroCheck.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports lazy tasks that are awaited one after the other and could run at the
/// same time. docs/checks/sequential-await.md
class SequentialAwaitCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    forEachSequentialAwaits(
        F, model(), [&](const SequentialAwaits &Found) { report(Found, F); });
  }

private:
  void report(const SequentialAwaits &Found, const FunctionDecl &F) {
    const CoawaitExpr &First = *Found.Awaits.front();
    Message M;
    M.Function = &F;
    M.Location = First.getBeginLoc();
    M.Range = First.getSourceRange();
    M.Text = Found.InLoop
                 ? "each iteration awaits its task before the next one starts, "
                   "though none needs another's"
                 : "these " + std::to_string(Found.Awaits.size()) +
                       " tasks are awaited one after the other, though none "
                       "needs what another yields";
    M.Advice = advice(*First.getOperand(), F);
    tell(M);
  }

  std::string advice(const Expr &Task, const FunctionDecl &F) const {
    const CXXRecordDecl *Class = recordOrPattern(Task.getType());
    const model::TaskType *Known =
        Class ? model().taskType(qualifiedName(*Class)) : nullptr;
    const model::Framework *Library =
        Known ? Known->Of : frameworkOf(F, model());
    std::string Combinator = Library && !Library->Combinator.empty()
                                 ? "'" + Library->Combinator + "'"
                                 : "a combinator such as 'when_all'";
    return "if they may run at the same time, await them together with " +
           Combinator;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createSequentialAwaitCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<SequentialAwaitCheck>(Name, Context);
}

} // namespace corolint
