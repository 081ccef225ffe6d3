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

const Expr *drivenAwaitable(const Evaluation &E, const FunctionDecl &F,
                            const model::Model &M) {
  for (const Expr *Arg : E.Args)
    if (isAwaitableValue(ignoreConversions(Arg)->getType(), M))
      return Arg;
  if (E.Object && canBeAwaitedIn(F, ignoreConversions(E.Object)->getType()))
    return E.Object;
  return nullptr;
}

bool drivesAwaitable(const Evaluation &E, const FunctionDecl &F,
                     const model::Model &M) {
  StringRef Name = nameOf(E.named());
  // What gives an awaitable waits for nothing itself.
  if (!E.Call || isAwaitableValue(E.Callee->getReturnType(), M))
    return false;
  if (hasSyncWaitName(E.named()))
    return any_of(E.Args, [&](const Expr *Arg) {
      return isAwaitableValue(ignoreConversions(Arg)->getType(), M);
    });
  if (!asksForResult(*E.Callee) || !E.Object ||
      (Name.starts_with("wait_") && !E.Args.empty() &&
       isZero(E.Args.front(), *E.Within)))
    return false;
  QualType T = ignoreConversions(E.Object)->getType();
  const CXXRecordDecl *R = recordOrPattern(T);
  return R && isFuture(*R, *E.Callee) && canBeAwaitedIn(F, T);
}

} // namespace corolint
