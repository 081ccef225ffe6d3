// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/SyncWaits.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Conditions.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static StringRef nameOf(const NamedDecl &F) {
  return F.getIdentifier() ? F.getName() : StringRef();
}

bool hasSyncWaitName(const NamedDecl &D) {
  static const StringRef Names[] = {
      "sync_wait",    "syncWait",      "sync_await", "syncAwait",
      "blockingWait", "blocking_wait", "block_on",   "blockOn",
      "waitFor",      "run_sync",      "runSync",    "sync_wait_r"};
  return is_contained(Names, nameOf(D));
}

const FunctionDecl *syncWaitIn(const Stmt &S) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && hasSyncWaitName(*Callee))
      return Callee;
  for (const Stmt *Child : S.children())
    if (const FunctionDecl *Found = Child ? syncWaitIn(*Child) : nullptr)
      return Found;
  return nullptr;
}

bool asksForResult(const FunctionDecl &F) {
  static const StringRef Names[] = {
      "get",        "result",          "wait",       "wait_for",
      "wait_until", "waitForFinished", "get_result", "getResult"};
  return is_contained(Names, nameOf(F));
}

static bool isAwaitableValue(QualType T, const model::Model &M) {
  return isAwaitable(T) || asAwaitable(T.getNonReferenceType(), M);
}

/// What the body of a class of the project's own does is there to be read; a
/// future is what its name says.
static bool isFuture(const CXXRecordDecl &R, const FunctionDecl &Method) {
  const FunctionDecl *Definition = Method.getDefinition();
  if (!Definition)
    if (const FunctionDecl *Pattern = Method.getTemplateInstantiationPattern())
      Definition = Pattern->getDefinition();
  return !Definition || R.getName().contains_insensitive("future");
}

/// The type of the object that \p Object is or points to.
static QualType objectType(const Expr &Object) {
  QualType T = ignoreConversions(&Object)->getType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

StringRef awaitHeaderOf(QualType T, const FunctionDecl &F,
                        const model::Model &M) {
  const model::Framework *Library = frameworkOf(F, M);
  const CXXRecordDecl *R = Library ? recordOrPattern(T) : nullptr;
  if (!R)
    return "";
  auto Header = Library->AwaitHeaders.find(qualifiedName(*R));
  return Header != Library->AwaitHeaders.end() ? StringRef(Header->second) : "";
}

const Expr *drivenAwaitable(const Evaluation &E, const FunctionDecl &F,
                            const model::Model &M) {
  for (const Expr *Arg : E.Args)
    if (isAwaitableValue(ignoreConversions(Arg)->getType(), M))
      return Arg;
  if (!E.Object)
    return nullptr;
  QualType T = objectType(*E.Object);
  return canBeAwaitedIn(F, T) || !awaitHeaderOf(T, F, M).empty() ? E.Object
                                                                 : nullptr;
}

bool drivesAwaitable(const Evaluation &E, const FunctionDecl &F,
                     const model::Model &M) {
  StringRef Name = nameOf(E.named());
  bool TakesAwaitable = hasSyncWaitName(E.named());
  if (!E.Call || !(TakesAwaitable || (E.Object && asksForResult(*E.Callee))))
    return false;
  // What gives an awaitable waits for nothing itself.
  if (isAwaitableValue(E.Callee->getReturnType(), M))
    return false;
  if (TakesAwaitable)
    return any_of(E.Args, [&](const Expr *Arg) {
      return isAwaitableValue(ignoreConversions(Arg)->getType(), M);
    });
  if (Name.starts_with("wait_") && !E.Args.empty() &&
      isZero(E.Args.front(), *E.Within))
    return false;
  QualType T = objectType(*E.Object);
  const CXXRecordDecl *R = recordOrPattern(T);
  return R && isFuture(*R, *E.Callee) &&
         (canBeAwaitedIn(F, T) || !awaitHeaderOf(T, F, M).empty());
}

} // namespace corolint
