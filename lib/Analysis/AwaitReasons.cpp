// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/AwaitReasons.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

using Why = AwaitFailure;

bool isSame(QualType A, QualType B) {
  return A.getNonReferenceType().getUnqualifiedType().getCanonicalType() ==
         B.getNonReferenceType().getUnqualifiedType().getCanonicalType();
}

/// The type of the operand as \p Operator's parameter or object takes it.
QualType operandOf(const FunctionDecl &Operator) {
  return isa<CXXMethodDecl>(Operator) || Operator.getNumParams() == 0
             ? QualType()
             : Operator.getParamDecl(0)->getType();
}

bool forRvalues(const FunctionDecl *Operator) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Operator))
    return Method->getRefQualifier() == RQ_RValue;
  return operandOf(*Operator)->isRValueReferenceType();
}

bool forLvalues(const FunctionDecl *Operator) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Operator))
    return Method->getRefQualifier() == RQ_LValue && !Method->isConst();
  QualType T = operandOf(*Operator);
  return T->isLValueReferenceType() && !T->getPointeeType().isConstQualified();
}

bool forConst(const FunctionDecl *Operator) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Operator))
    return Method->isConst();
  QualType T = operandOf(*Operator);
  return !T->isReferenceType() || T->getPointeeType().isConstQualified();
}

/// Why none of \p Operators, all for \p T, takes the operand.
void classifyOperators(FailedAwait &A, QualType T,
                       ArrayRef<const FunctionDecl *> Operators) {
  A.Function = "operator co_await";
  A.Declared = Operators.front();
  const SourceManager &SM = A.Declared->getASTContext().getSourceManager();
  bool AllLater = all_of(Operators, [&](const FunctionDecl *F) {
    return !isa<CXXMethodDecl>(F) &&
           SM.isBeforeInTranslationUnit(A.Location, F->getLocation());
  });
  bool Known = A.Written.Form != WrittenOperand::Unknown;
  if (AllLater)
    A.Why = Why::OperatorNotFound;
  else if (all_of(Operators, forRvalues) && (A.Written.IsLvalue || !Known))
    A.Why = T.isConstQualified() ? Why::NotConst : Why::NeedsRvalue;
  else if (all_of(Operators, forLvalues) && !A.Written.IsLvalue)
    A.Why = Why::NeedsLvalue;
  else if (none_of(Operators, forConst) && T.isConstQualified())
    A.Why = Why::NotConst;
  else
    A.Why = Why::OperatorRefuses;
}

/// The first awaiter function that \p R lacks.
StringRef missingFunction(const CXXRecordDecl *R) {
  for (StringRef Name : {"await_ready", "await_suspend", "await_resume"})
    if (membersNamed(R, Name).empty())
      return Name;
  return "";
}

/// What an \p Awaiter lacks that `operator co_await` or `await_transform` gave.
void explainAwaiter(FailedAwait &A, QualType Awaiter, bool Transforms) {
  A.Awaiter = Awaiter;
  const CXXRecordDecl *R = recordOrPattern(Awaiter);
  if (R && !awaiterFunctions(R).empty() && !missingFunction(R).empty()) {
    A.Why = Why::MissingFunction;
    A.Function = missingFunction(R);
    return;
  }
  A.Why = Transforms ? Why::TransformResult : Why::OperatorResult;
  A.Type = Awaiter;
  A.Function = Transforms ? "await_transform" : "operator co_await";
  if (!Transforms && !A.Operand.isNull())
    if (auto Operators = coawaitOperatorsFor(A.Operand); !Operators.empty())
      A.Declared = Operators.front();
}

/// The class that \p D, a member function, is a member of, or a null type.
QualType classOf(const NamedDecl *D) {
  const auto *Method =
      D ? dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction()) : nullptr;
  return Method ? Method->getASTContext().getRecordType(Method->getParent())
                : QualType();
}

/// Some `await_transform` of the promise is for operands of type \p T.
bool isTaken(const FailedAwait &A, QualType T) {
  return A.Within && canBeAwaitedIn(*A.Within, T);
}

void explainRefusal(FailedAwait &A, const FreeOperators &Free) {
  if (refusesAll(promiseAround(A))) {
    A.Why = Why::PromiseAwaitsNone;
    return;
  }
  if (A.Operand.isNull())
    return;
  bool Copies = A.Why == Why::NeedsRvalue;
  if (A.Written.IsLvalue && !A.Operand.isConstQualified() &&
      isAwaitable(A.Operand) && (Copies || isTaken(A, A.Operand))) {
    A.Why = Why::NeedsRvalue;
    return;
  }
  A.Why = Why::PromiseRefuses;
  if (isAwaitable(A.Operand))
    return;
  FailedAwait Plain = A;
  classify(Plain, A.Operand, Free);
  A.Why = Plain.Why;
  if (Plain.Why != Why::NotAwaitable)
    A.Function = Plain.Function, A.Declared = Plain.Declared;
}

} // namespace

const CXXRecordDecl *promiseAround(const FailedAwait &A) {
  if (!A.Within)
    return nullptr;
  if (const CXXRecordDecl *Promise = promiseOf(*A.Within))
    return Promise;
  return promiseOfReturnType(A.Within->getReturnType(),
                             A.Within->getASTContext());
}

void classify(FailedAwait &A, QualType T, const FreeOperators &Free) {
  A.Why = Why::NotAwaitable;
  if (T->isVoidType()) {
    A.Why = Why::NothingToAwait;
    return;
  }
  const CXXRecordDecl *R = recordOrPattern(T);
  if (auto Operators = coawaitOperatorsFor(T); !Operators.empty())
    return classifyOperators(A, T, Operators);
  if (R && !awaiterFunctions(R).empty() && !missingFunction(R).empty()) {
    A.Why = Why::MissingFunction;
    A.Function = missingFunction(R);
    return;
  }
  auto Elsewhere = find_if(Free, [&](const FunctionDecl *F) {
    QualType Taken = operandOf(*F);
    return !Taken.isNull() && isSame(Taken, T);
  });
  if (Elsewhere != Free.end()) {
    A.Why = Why::OperatorNotFound;
    A.Declared = *Elsewhere;
    return;
  }
  QualType Result = resultOfCalling(T);
  if (T->isFunctionType() || (R && R->isLambda()) ||
      (!Result.isNull() && !Result->isDependentType() && isAwaitable(Result)))
    A.Why = Why::NotCalled;
  else if (std::optional<HeldAwaitable> Held = heldAwaitable(T))
    A.Why = Held->Several ? Why::HoldsSeveral : Why::HoldsAwaitable;
}

void explain(FailedAwait &A, QualType At, bool AtKeyword,
             const FreeOperators &Free) {
  const CXXRecordDecl *Promise = promiseAround(A);
  bool Transforms =
      Promise && !membersNamed(Promise, "await_transform").empty();
  QualType Own = A.Written.Type;
  bool Refused = A.Function == "await_transform";
  bool Gave = AtKeyword && !Refused && A.Why != Why::OperatorAmbiguous &&
              A.Function != "operator co_await";
  if (Own.isNull() && !Gave)
    A.Operand = At.isNull() ? classOf(A.Declared) : At;
  else
    A.Operand = Own;
  if (!Gave && !At.isNull() && !Own.isNull() && !isSame(Own, At))
    A.Operand = At;
  A.Transforms = Transforms && Refused;
  if (Refused && A.Why != Why::NotPublic)
    return explainRefusal(A, Free);
  if (A.Why == Why::NotAwaitable || A.Why == Why::MissingFunction) {
    if (Gave && !At.isNull())
      return explainAwaiter(A, At, Transforms);
    if (!A.Operand.isNull())
      return classify(A, A.Operand, Free);
  }
  if (A.Why == Why::OnlyDeclared)
    A.Declared = recordOrPattern(A.Operand);
  QualType Class = At.isNull() ? classOf(A.Declared) : At;
  if (Gave && !Class.isNull())
    A.Awaiter = Class;
}

} // namespace corolint
