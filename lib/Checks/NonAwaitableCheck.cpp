// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/BlockingCalls.h"
#include "Analysis/Coroutine.h"
#include "Analysis/FailedAwaits.h"
#include "Analysis/Names.h"
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
  void checkFunction(const FunctionDecl &F) override {
    if (F.isDependentContext() && coroutineBody(F))
      Patterns.push_back(&F);
  }

  void checkTranslationUnit(ASTContext &Context) override {
    FailedAwaits Awaits(compileErrors(), Patterns, Context);
    Patterns.clear();
    Flow Paths;
    std::vector<Repair> Repairs =
        repairsFor(Awaits.all(), model(), [&](const FunctionDecl &F) {
          SmallPtrSet<const FunctionDecl *, 8> Seen;
          return blocks(F, Paths, Seen);
        });
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
    M.Text = "cannot 'co_await' " + reason(A, Context);
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

  /// "a value of type 'int': it is a plain value"
  static std::string reason(const FailedAwait &A, const ASTContext &Context) {
    if (A.Why == AwaitFailure::PromiseAwaitsNone)
      return "in this coroutine: its promise deletes 'await_transform'";
    if (A.Why == AwaitFailure::NotPublic && A.Function == "await_transform")
      return "in this coroutine: its promise's 'await_transform' is not public";
    std::string Operand = "this expression";
    if (A.Why == AwaitFailure::NotCalled && !A.Written.Functions.empty())
      Operand =
          "function '" + qualifiedName(*A.Written.Functions.front()) + "'";
    else if (!A.Operand.isNull() && isLambda(A.Operand))
      Operand = "a lambda";
    else if (!A.Operand.isNull() && A.Operand->isFunctionType())
      Operand = "a function";
    else if (!A.Operand.isNull())
      Operand = "a value of type '" + spokenType(A.Operand, Context) + "'";
    if (A.Why == AwaitFailure::PromiseRefuses)
      return Operand +
             " here: the coroutine's 'await_transform' doesn't take it";
    return Operand + ": " + whyNot(A, Context);
  }

  static bool isLambda(QualType T) {
    const CXXRecordDecl *R = recordOrPattern(T);
    return R && R->isLambda();
  }

  static std::string whyNot(const FailedAwait &A, const ASTContext &Context) {
    std::string Function = "'" + A.Function + "'";
    std::string Its = "its " + Function;
    std::string It = "it";
    if (!A.Awaiter.isNull()) {
      It = "its awaiter '" + spokenType(A.Awaiter, Context) + "'";
      Its = It + "'s " + Function;
    }
    std::string Type =
        A.Type.isNull() ? "" : "'" + spokenType(A.Type, Context) + "'";
    switch (A.Why) {
    case AwaitFailure::NotAwaitable:
      return whyNoAwaitable(A);
    case AwaitFailure::NothingToAwait:
      return "there is no value to await";
    case AwaitFailure::NotCalled:
      return "it is not called";
    case AwaitFailure::NeedsRvalue:
      return "it can only be awaited as an rvalue";
    case AwaitFailure::NeedsLvalue:
      return "it can only be awaited as an lvalue";
    case AwaitFailure::HoldsAwaitable:
      return A.Operand->isPointerType() ? "it is a pointer to an awaitable"
                                        : "it only holds an awaitable";
    case AwaitFailure::HoldsSeveral:
      return "it is a collection of awaitables";
    case AwaitFailure::OnlyDeclared:
      return "its class is only declared here, not defined";
    case AwaitFailure::MissingFunction:
      return It + " has no " + Function;
    case AwaitFailure::NotPublic:
      return Its + " is not public";
    case AwaitFailure::Deleted:
      return Its + " is deleted";
    case AwaitFailure::NotConst:
      return It + " is const, and " + Function + " is not";
    case AwaitFailure::RvalueFunction:
      return Its + " can't be called on an lvalue, which an awaiter is";
    case AwaitFailure::NotCallable:
      return A.Function.empty() ? "one of its awaiter functions is no function"
                                : Its + " can't be called without arguments";
    case AwaitFailure::ReadyNotBool:
      return Its + " gives " + (Type.empty() ? "something" : Type) +
             ", not a 'bool'";
    case AwaitFailure::SuspendResult:
      return Its + " gives " + (Type.empty() ? "something" : Type) +
             ", not 'void', 'bool' or a coroutine handle";
    case AwaitFailure::SuspendHandle:
      return Its + " doesn't take the handle of this coroutine";
    case AwaitFailure::OperatorResult:
      return "its " + Function + " gives " + Type + ", which is no awaiter";
    case AwaitFailure::TransformResult:
      return "the coroutine's " + Function + " gives " + Type +
             ", which is no awaiter";
    case AwaitFailure::OperatorRefuses:
      return "none of its 'operator co_await' takes this value";
    case AwaitFailure::OperatorAmbiguous:
      return "several 'operator co_await' fit equally well";
    case AwaitFailure::OperatorNotFound:
      return "its 'operator co_await' is not found here";
    case AwaitFailure::PromiseRefuses:
    case AwaitFailure::PromiseAwaitsNone:
      break;
    }
    return "";
  }

  static std::string whyNoAwaitable(const FailedAwait &A) {
    if (A.Operand.isNull())
      return "it is not awaitable";
    std::string Text =
        recordOrPattern(A.Operand)
            ? "it has neither the awaiter functions nor an 'operator co_await'"
            : "it is a plain value";
    if (A.Transforms)
      Text += ", and the coroutine's 'await_transform' doesn't take it";
    return Text;
  }

  /// \p F's body, or what it calls in this file, blocks.
  bool blocks(const FunctionDecl &F, Flow &Paths,
              SmallPtrSetImpl<const FunctionDecl *> &Seen) {
    const FunctionDecl *Definition = F.getDefinition();
    if (!Definition || !Seen.insert(Definition).second ||
        Definition->isDependentContext() || coroutineBody(*Definition))
      return false;
    bool Found = false;
    std::vector<const FunctionDecl *> Callees;
    forEachThreadCall(
        *Definition, model(), Paths, /*OnAnyExecutor=*/true,
        [&](const Evaluation &E) -> std::optional<summary::CallSite> {
          Callees.push_back(E.Callee);
          return std::nullopt;
        },
        [&](const ThreadCall &Call) { Found |= Call.blocksItself(); });
    return Found || any_of(Callees, [&](const FunctionDecl *Callee) {
             return blocks(*Callee, Paths, Seen);
           });
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
