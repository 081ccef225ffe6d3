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
    forEachDroppedAwaitable(
        file().fates(F), model(), [&](const DroppedAwaitable &Drop) {
          if (Drop.What.Starts == Start::Lazy || Drop.Nodiscard || *StrictEager)
            report(Drop, F);
        });
  }

private:
  void report(const DroppedAwaitable &Drop, const FunctionDecl &F) {
    Message M;
    M.Function = &F;
    const Expr *At = Drop.Overwriting ? Drop.Overwriting
                     : Drop.Assigned  ? Drop.Assigned
                                      : Drop.Discarded;
    M.Location = At ? At->getBeginLoc() : Drop.Variable->getLocation();
    M.Range = At ? At->getSourceRange() : SourceRange(M.Location);
    M.Text = whatIsLost(Drop) + (Drop.What.Starts == Start::Lazy
                                     ? ": its work never runs"
                                     : ": nobody learns how it ends");
    M.Fix = fix(Drop, F);
    if (!M.Fix)
      M.Advice = advice(Drop, F);
    tell(M);
  }

  static std::string whatIsLost(const DroppedAwaitable &Drop) {
    std::string Type = "'" + qualifiedName(*Drop.What.Class) + "'";
    if (!Drop.Callable.isNull())
      return "the " + Type + " that this gives is dropped by '" +
             qualifiedName(*Drop.Callable->getAsCXXRecordDecl()) +
             "', which returns nothing";
    if (Drop.IgnoredBy)
      return "the " + Type + " that this gives is dropped by '" +
             qualifiedName(*Drop.IgnoredBy) + "', which ignores it";
    if (Drop.Question)
      return "this " + Type + " is only tested and never awaited";
    if (Drop.Discarded)
      return "this " + Type + " is discarded without being awaited";
    std::string Name = "'" + Drop.Variable->getNameAsString() + "'";
    if (Drop.Overwriting)
      return Name + " is overwritten before its " + Type + " was awaited";
    if (Drop.Assigned)
      return Name + " gets a " + Type + " here that is never awaited";
    return Name + " holds a " + Type + " that is never awaited";
  }

  static std::string advice(const DroppedAwaitable &Drop,
                            const FunctionDecl &F) {
    if (!Drop.Callable.isNull())
      return "take a callable that returns the awaitable, or start it inside a "
             "lambda that returns nothing";
    if (Drop.IgnoredBy)
      return "await in a loop of the coroutine's own, or start the awaitable "
             "inside a lambda that returns nothing";
    return coroutineBody(F)
               ? "await it, hand it to whoever does, or cast it to void to "
                 "drop it on purpose"
               : "this function is no coroutine: start it with the framework's "
                 "spawn function, or make this a coroutine and await it";
  }

  std::optional<FixPlan> fix(const DroppedAwaitable &Drop,
                             const FunctionDecl &F) {
    if (!Drop.MayAwait || !coroutineBody(F) || Drop.Overwriting ||
        Drop.Assigned || !Drop.Callable.isNull() || Drop.IgnoredBy)
      return std::nullopt;
    QualType T = F.getASTContext().getRecordType(Drop.What.Class);
    if (Drop.Variable)
      return awaitVariable(Drop, T, F);
    FixPlan Plan{"insert 'co_await'", /*Safe=*/!Drop.Question, {}};
    bool Fixed = Drop.Question ? awaitTested(Drop, T, F, Plan)
                               : awaitDiscarded(*Drop.Discarded, F, Plan);
    if (Fixed && !Plan.Hints.empty())
      return Plan;
    return std::nullopt;
  }

  /// `f(), g();` becomes `co_await f(), co_await g();`.
  bool awaitDiscarded(const Expr &E, const FunctionDecl &F, FixPlan &Plan) {
    const Expr *Inner = E.IgnoreImplicit()->IgnoreParens()->IgnoreImplicit();
    if (const auto *Comma = dyn_cast<BinaryOperator>(Inner);
        Comma && Comma->getOpcode() == BO_Comma)
      return awaitDiscarded(*Comma->getLHS(), F, Plan) &&
             awaitDiscarded(*Comma->getRHS(), F, Plan);
    std::optional<Awaitable> What = asAwaitable(Inner->getType(), model());
    // The other side of a comma may be anything.
    return !What || Inner->isLValue() ||
           insertAwait(*Inner, F.getASTContext().getRecordType(What->Class), F,
                       Plan);
  }

  /// `if (f())` becomes `if (co_await f())` where that gives a truth value.
  bool awaitTested(const DroppedAwaitable &Drop, QualType T,
                   const FunctionDecl &F, FixPlan &Plan) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Drop.Question);
    QualType Result = awaitResultType(T);
    return Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) &&
           !Result.isNull() && Result.getNonReferenceType()->isScalarType() &&
           insertAwait(*Drop.Value->IgnoreImplicit(), T, F, Plan);
  }

  bool insertAwait(const Expr &E, QualType T, const FunctionDecl &F,
                   FixPlan &Plan) {
    if (!awaitable(E, T, F))
      return false;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
    bool Parentheses = isa<ConditionalOperator>(E) ||
                       (Operator && Operator->getOperator() != OO_Call);
    Plan.Hints.push_back(FixItHint::CreateInsertion(
        E.getBeginLoc(), Parentheses ? "co_await (" : "co_await "));
    if (Parentheses)
      Plan.Hints.push_back(
          FixItHint::CreateInsertion(endOf(E.getEndLoc(), F), ")"));
    return true;
  }

  /// `auto v = f();` becomes `auto v = co_await f();`, or `co_await f();` where
  /// there is no value or the declared type is the task's.
  std::optional<FixPlan> awaitVariable(const DroppedAwaitable &Drop, QualType T,
                                       const FunctionDecl &F) {
    if (!Drop.Declaration)
      return std::nullopt;
    const auto &Var = cast<VarDecl>(*Drop.Variable);
    const Expr *Init = Var.getInit()->IgnoreImplicit();
    if (Var.getInitStyle() != VarDecl::CInit ||
        isa<ConditionalOperator>(Init) || !awaitable(*Init, T, F))
      return std::nullopt;
    // What runs already goes on beside the rest, and no longer with the fix.
    bool Lazy = Drop.What.Starts == Start::Lazy;
    FixPlan Plan{Lazy ? "insert 'co_await'"
                      : "insert 'co_await'; what follows then waits for it",
                 Lazy,
                 {}};
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
    return E.getBeginLoc().isFileID() && E.getEndLoc().isFileID() &&
           F.getASTContext().hasSameUnqualifiedType(E.getType(), T) &&
           isa<CallExpr, CoawaitExpr, ConditionalOperator,
               CXXFunctionalCastExpr, CXXTemporaryObjectExpr>(E) &&
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
