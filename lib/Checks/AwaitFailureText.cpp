// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/AwaitFailureText.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static bool isLambda(QualType T) {
  const CXXRecordDecl *R = recordOrPattern(T);
  return R && R->isLambda();
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

std::string whyItFails(const FailedAwait &A, const ASTContext &Context) {
  if (A.Why == AwaitFailure::PromiseAwaitsNone)
    return "in this coroutine: its promise deletes 'await_transform'";
  if (A.Why == AwaitFailure::NotPublic && A.Function == "await_transform")
    return "in this coroutine: its promise's 'await_transform' is not public";
  std::string Operand = "this expression";
  if (A.Why == AwaitFailure::NotCalled && !A.Written.Functions.empty())
    Operand = "function '" + qualifiedName(*A.Written.Functions.front()) + "'";
  else if (!A.Operand.isNull() && isLambda(A.Operand))
    Operand = "a lambda";
  else if (!A.Operand.isNull() && A.Operand->isFunctionType())
    Operand = "a function";
  else if (!A.Operand.isNull())
    Operand = "a value of type '" + spokenType(A.Operand, Context) + "'";
  if (A.Why == AwaitFailure::PromiseRefuses)
    return Operand + " here: the coroutine's 'await_transform' doesn't take it";
  return Operand + ": " + whyNot(A, Context);
}

} // namespace corolint
