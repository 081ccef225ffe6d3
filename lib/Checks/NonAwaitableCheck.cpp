// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/FailedAwaits.h"
#include "Analysis/Names.h"
#include "Analysis/WrittenCode.h"
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
  void checkFunction(const FunctionDecl &F) override {
    if (F.isDependentContext() && coroutineBody(F))
      forEachHopelessAwait(
          F, [&](const FailedAwait &A) { report(A, F.getASTContext()); });
  }

  void checkTranslationUnit(ASTContext &Context) override {
    forEachRejectedAwait(compileErrors(), Context,
                         [&](const FailedAwait &A) { report(A, Context); });
  }

private:
  void report(const FailedAwait &A, ASTContext &Context) {
    Message M;
    M.Location = A.Keyword;
    M.Range = SourceRange(A.Keyword, A.OperandBegin);
    M.Function = A.Within;
    M.ExplainedErrors = A.Errors;
    std::string Operand =
        A.Operand.isNull()
            ? "this expression"
            : "a value of type '" + shortName(A.Operand, Context) + "'";
    switch (A.Why) {
    case FailedAwait::NotAwaitable:
      M.Text = "cannot 'co_await' " + Operand + ": " + whyNot(A.Operand);
      break;
    case FailedAwait::Incomplete:
      M.Text =
          "cannot 'co_await' " + Operand + ": it has no '" + A.Missing + "'";
      break;
    case FailedAwait::Inaccessible:
      M.Text = "cannot 'co_await' " + Operand +
               ": its awaiter functions are not public";
      break;
    case FailedAwait::Promise:
      M.Text = "cannot 'co_await' " + Operand +
               " here: the coroutine's 'await_transform' doesn't take it";
      break;
    case FailedAwait::PromiseDeletes:
      M.Text = "cannot 'co_await' in this coroutine: its promise deletes "
               "'await_transform'";
      break;
    case FailedAwait::FunctionNoCall:
      M.Text = "cannot 'co_await' a function: it is not called";
      break;
    }
    M.Fix = fix(A, Context);
    if (!M.Fix &&
        (A.Why == FailedAwait::NotAwaitable || A.Why == FailedAwait::Promise))
      M.Advice = advice(A);
    tell(M);
  }

  /// As the user wrote it, unless that is a computation longer than the type.
  static std::string shortName(QualType T, const ASTContext &Context) {
    T = T.getUnqualifiedType();
    std::string Written = T.getAsString(Context.getPrintingPolicy());
    std::string Canonical =
        T.getCanonicalType().getAsString(Context.getPrintingPolicy());
    bool Computed = Canonical.size() < Written.size() &&
                    (T.getCanonicalType()->isBuiltinType() ||
                     StringRef(Written).starts_with("typename "));
    return Computed ? Canonical : Written;
  }

  static std::string whyNot(QualType T) {
    if (T.isNull())
      return "it is not awaitable";
    if (T->isPointerType() && isAwaitableClass(T->getPointeeType()))
      return "it is a pointer to an awaitable";
    const CXXRecordDecl *R = recordOrPattern(T);
    if (R && !R->isLambda() && isAwaitableClass(T))
      return "it can only be awaited as an rvalue";
    if (R && R->isLambda())
      return "it is a lambda that is not called";
    if (R)
      return "it has neither the awaiter functions nor an 'operator co_await'";
    return T->isVoidType() ? "there is no value to await"
                           : "it is a plain value";
  }

  /// What to do where the check doesn't know how to write it.
  static std::string advice(const FailedAwait &A) {
    if (!A.Operand.isNull()) {
      const CXXRecordDecl *R = recordOrPattern(A.Operand);
      std::string Name = R ? qualifiedName(*R) : "";
      if (Name == "std::future" || Name == "std::shared_future")
        return "wait for it on the blocking executor: 'co_await "
               "corolint::offload([&] { return f.get(); })'";
      if (R && isAwaitableClass(A.Operand) &&
          A.Why == FailedAwait::NotAwaitable)
        return "write 'co_await std::move(...)' if it isn't used afterwards";
      if (A.Operand->isPointerType() &&
          isAwaitableClass(A.Operand->getPointeeType()))
        return "dereference it";
      if (R && R->isLambda())
        return "call it: 'co_await [...] { ... }()'";
    }
    return "remove 'co_await', or await something awaitable";
  }

  std::optional<FixPlan> fix(const FailedAwait &A, ASTContext &Context) {
    bool OfOperand =
        A.Why == FailedAwait::NotAwaitable || A.Why == FailedAwait::Promise;
    if (A.InMacro || !OfOperand || A.Operand.isNull() ||
        A.Operand->isPointerType() || isAwaitableClass(A.Operand))
      return std::nullopt;
    std::optional<WrittenCall> Call = writtenCallAt(A.OperandBegin, Context);
    if (Call && !model().blockingApis(Call->Name).empty())
      return offload(A, *Call);
    // A number can take the place of what awaiting it would have given. Of
    // other values only a call's can be dropped: `T(...);` and `t;` do nothing.
    if (!A.Operand->isArithmeticType() &&
        !(Call && beginsStatement(A.Keyword, Context) &&
          namesFunction(Call->Name, A.Within, Context)))
      return std::nullopt;
    return FixPlan{"remove 'co_await'",
                   /*Safe=*/true,
                   {FixItHint::CreateRemoval(CharSourceRange::getCharRange(
                       A.Keyword, A.OperandBegin))}};
  }

  /// `co_await sleep(1);` becomes `co_await corolint::offload([&] { ... });`.
  std::optional<FixPlan> offload(const FailedAwait &A,
                                 const WrittenCall &Call) {
    if (!A.Within)
      return std::nullopt;
    const model::Framework *Library = frameworkOf(*A.Within, model());
    ASTContext &Context = A.Within->getASTContext();
    if (!(Library && Library->HasExecutor) &&
        !acceptsAnyAwaitable(
            promiseOfReturnType(A.Within->getReturnType(), Context)))
      return std::nullopt;
    FixPlan Plan{"it blocks: run it on the blocking executor with 'co_await "
                 "corolint::offload(...)'",
                 /*Safe=*/false,
                 {}};
    Plan.Hints.push_back(FixItHint::CreateInsertion(
        A.OperandBegin, "corolint::offload([&] { return "));
    Plan.Hints.push_back(FixItHint::CreateInsertion(Call.End, "; })"));
    addInclude(Plan, A.Keyword,
               Library ? StringRef(Library->OffloadInclude)
                       : "<corolint/offload.hpp>");
    return Plan;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createNonAwaitableCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<NonAwaitableCheck>(Name, Context);
}

} // namespace corolint
