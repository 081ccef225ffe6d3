// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/DroppedAwaitables.h"
#include "Analysis/Names.h"
#include "Checks/CoroCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports awaitables that nobody awaits. docs/checks/unawaited.md
class UnawaitedCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    forEachDroppedAwaitable(F, model(), [&](const DroppedAwaitable &Drop) {
      bool Lazy = Drop.What.Starts == Start::Lazy;
      bool Eager = Drop.What.Starts == Start::Eager;
      if (Lazy || (Eager && (Drop.Nodiscard || *StrictEager)))
        report(Drop, F);
    });
  }

private:
  void report(const DroppedAwaitable &Drop, const FunctionDecl &F) {
    std::string Type = "'" + qualifiedName(*Drop.What.Class) + "'";
    std::string Consequence = Drop.What.Starts == Start::Lazy
                                  ? "its work never runs"
                                  : "nobody learns how it ends";
    Message M;
    M.Function = &F;
    if (Drop.Discarded) {
      M.Location = Drop.Discarded->getBeginLoc();
      M.Range = Drop.Discarded->getSourceRange();
      M.Text = "this " + Type +
               " is discarded without being awaited: " + Consequence;
    } else {
      M.Location = Drop.Variable->getLocation();
      M.Range = SourceRange(M.Location);
      M.Text = "'" + Drop.Variable->getNameAsString() + "' holds a " + Type +
               " that is never awaited: " + Consequence;
    }
    M.Fix = fix(Drop, F);
    if (!M.Fix)
      M.Advice = coroutineBody(F)
                     ? "await it, hand it to whoever does, or cast it to void "
                       "to drop it on purpose"
                     : "this function is no coroutine: start it with the "
                       "framework's spawn function, or make this a coroutine "
                       "and await it";
    tell(M);
  }

  std::optional<FixPlan> fix(const DroppedAwaitable &Drop,
                             const FunctionDecl &F) {
    if (Drop.InCatchHandler || !coroutineBody(F))
      return std::nullopt;
    QualType T = F.getASTContext().getRecordType(Drop.What.Class);
    return Drop.Discarded ? awaitExpression(*Drop.Discarded, T, F)
                          : awaitVariable(Drop, T, F);
  }

  /// `f();` becomes `co_await f();`.
  std::optional<FixPlan> awaitExpression(const Expr &E, QualType T,
                                         const FunctionDecl &F) {
    const Expr *Written = E.IgnoreImplicit();
    if (!awaitable(*Written, T, F))
      return std::nullopt;
    FixPlan Plan{"insert 'co_await'", /*Safe=*/true, {}};
    bool Parentheses = isa<ConditionalOperator>(Written);
    Plan.Hints.push_back(FixItHint::CreateInsertion(
        Written->getBeginLoc(), Parentheses ? "co_await (" : "co_await "));
    if (Parentheses)
      Plan.Hints.push_back(
          FixItHint::CreateInsertion(endOf(Written->getEndLoc(), F), ")"));
    return Plan;
  }

  /// `auto v = f();` becomes `auto v = co_await f();`, or `co_await f();` where
  /// there is no value or the declared type is the task's.
  std::optional<FixPlan> awaitVariable(const DroppedAwaitable &Drop, QualType T,
                                       const FunctionDecl &F) {
    const VarDecl &Var = *Drop.Variable;
    const Expr *Init = Var.getInit()->IgnoreImplicit();
    if (!Drop.Declaration || Var.getInitStyle() != VarDecl::CInit ||
        isa<ConditionalOperator>(Init) || !awaitable(*Init, T, F))
      return std::nullopt;
    FixPlan Plan{"insert 'co_await'", /*Safe=*/true, {}};
    QualType Result = awaitResultType(T);
    bool IsAuto = Var.getTypeSourceInfo() && Var.getTypeSourceInfo()
                                                 ->getTypeLoc()
                                                 .getUnqualifiedLoc()
                                                 .getAs<AutoTypeLoc>();
    if (IsAuto && !Result.isNull() && !Result->isVoidType())
      Plan.Hints.push_back(
          FixItHint::CreateInsertion(Init->getBeginLoc(), "co_await "));
    else
      Plan.Hints.push_back(FixItHint::CreateReplacement(
          CharSourceRange::getCharRange(Drop.Declaration->getBeginLoc(),
                                        Init->getBeginLoc()),
          "co_await "));
    return Plan;
  }

  /// `co_await` in front of \p E compiles: E is the awaitable itself.
  bool awaitable(const Expr &E, QualType T, const FunctionDecl &F) const {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
    return E.getBeginLoc().isFileID() && E.getEndLoc().isFileID() &&
           F.getASTContext().hasSameUnqualifiedType(E.getType(), T) &&
           isa<CallExpr, CoawaitExpr, ConditionalOperator>(E) &&
           (!Operator || Operator->getOperator() == OO_Call) &&
           promiseAccepts(F, T);
  }

  SourceLocation endOf(SourceLocation Token, const FunctionDecl &F) const {
    return Lexer::getLocForEndOfToken(
        Token, 0, F.getASTContext().getSourceManager(), getLangOpts());
  }

  Option<bool> StrictEager{*this, "StrictEager", false};
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createUnawaitedCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<UnawaitedCheck>(Name, Context);
}

} // namespace corolint
