// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/FailedAwaits.h"
#include "Analysis/Names.h"
#include "Checks/AwaitFailureText.h"
#include "Checks/AwaitRepair.h"
#include "Checks/CoroCheck.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports `co_await` on what can't be awaited. docs/checks/non-awaitable.md
class NonAwaitableCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  bool speaksOfBrokenCode() const override { return true; }

  void checkFunction(const FunctionDecl &F) override {
    if (F.isDependentContext() && coroutineBody(F))
      Patterns.push_back(&F);
  }

  void checkTranslationUnit(ASTContext &Context) override {
    FailedAwaits Awaits(file().errors(), Patterns, Context);
    Patterns.clear();
    std::vector<Repair> Repairs = repairsFor(Awaits.all(), model());
    for (size_t I = 0; I < Repairs.size(); ++I)
      report(Awaits.all()[I], std::move(Repairs[I]), Context);
  }

private:
  void report(const FailedAwait &A, Repair R, const ASTContext &Context) {
    Message M;
    M.Location = A.Location;
    if (A.Place)
      M.Range =
          SourceRange(A.Location, A.Place->In->location(A.Place->End - 1));
    M.Function = A.Within;
    M.ExplainedErrors = A.Errors;
    M.Text = "cannot 'co_await' " + whyItFails(A, Context);
    if (A.Declared && A.Declared->getLocation().isValid())
      M.Notes.push_back(
          {A.Declared->getLocation(),
           "'" + unqualifiedName(*A.Declared) + "' is declared here"});
    if (A.InstantiatedAt.isValid())
      M.Notes.push_back(
          {A.InstantiatedAt, "the template is instantiated here"});
    M.Fix = std::move(R.Fix);
    M.Advice = std::move(R.Advice);
    if (M.Fix)
      for (const std::string &Header : R.Headers)
        addInclude(*M.Fix, A.Location, Header);
    tell(std::move(M));
  }

  /// Coroutine templates that nobody instantiated.
  std::vector<const FunctionDecl *> Patterns;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createNonAwaitableCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<NonAwaitableCheck>(Name, Context);
}

} // namespace corolint
