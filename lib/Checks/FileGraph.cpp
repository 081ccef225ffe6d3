// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/FileGraph.h"
#include "Analysis/Coroutine.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {

FileGraph::FileGraph(const model::Model &M, Flow &Paths, Predicate IsBroken,
                     StringRef MainFile)
    : M(M), Paths(Paths), MainFile(MainFile),
      Listener(DetailsListener::current()),
      Unit(Listener ? Listener->Summary : Own),
      Known(M, Paths, std::move(IsBroken), Unit) {}

void FileGraph::add(const FunctionDecl &F) {
  if (!Functions.insert(&F))
    return;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F))
    Known.addOverrider(*Method);
  if (isAsynchronousCoroutine(F, M)) {
    if (startsOnGivenExecutor(F, M))
      Paths.startsWhereItMayBlock(F);
    Coroutines.push_back(&F);
  }
  // A function comes before the lambdas in it.
  Starts.addBody(F, M, [&](const FunctionDecl &Lambda) {
    Paths.startsWhereItMayBlock(Lambda);
  });
}

void FileGraph::join() {
  if (std::exchange(Joined, true))
    return;
  if (!Listener)
    Index = summary::indexForFile(MainFile);
  if (Listener || Index)
    summariseAll();
  countStarts();
  // The graph keeps what it is given: all must be there before it.
  for (const FunctionDecl *F :
       concat<const FunctionDecl *const>(Coroutines, LookedAt)) {
    symbolOf(*F);
    CallsOf &Of = Calls[F];
    forEachThreadCall(
        *F, M, Paths, /*OnAnyExecutor=*/true,
        [&](const Evaluation &E) { return siteOf(E); },
        [&](const ThreadCall &Call) { note(Call, Of); });
  }
  Pools.add(Unit.Built);
  if (Index)
    addIndex();
  Graph.add(Unit.Built);
  Graph.join(Listener ? summary::World::Open : summary::World::Closed);
}

void FileGraph::note(const ThreadCall &Call, CallsOf &Of) {
  assumptionOf(Call.At);
  if (Call.isSyncWait())
    Of.DrivesAny = true;
  else if (Call.Site)
    Of.Sites.push_back(*Call.Site);
  else
    Of.Kinds.insert(Call.kind());
}

bool FileGraph::blocksAny(const FunctionDecl &F,
                          function_ref<bool(StringRef Kind)> Counts) const {
  const CallsOf &Of = Calls.at(&F);
  return any_of(Of.Kinds, Counts) ||
         any_of(Of.Sites,
                [&](const summary::CallSite &Site) { return reaches(Site); });
}

bool FileGraph::startsOnPool(const FunctionDecl &F) {
  return Pools.contains(Unit.Built.Symbols[symbolOf(F)]);
}

/// What other files may call.
void FileGraph::summariseAll() {
  for (const FunctionDecl *F : Functions) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!F->isDependentContext() &&
        !(Method && Method->getParent()->isLambda()))
      Known.add(*F);
  }
}

/// How this file uses coroutines that other files may define.
void FileGraph::countStarts() {
  for (const auto &[F, Counts] : Starts.all())
    if (promiseOfReturnType(F->getReturnType(), F->getASTContext()))
      Unit.Built.Starts.push_back({symbolOf(*F), Counts.OnPools, Counts.Named});
}

/// What other files say, and what this one said of its headers.
void FileGraph::addIndex() {
  for (const summary::Unit &U : Index->Units)
    if (U.MainFile == MainFile) {
      summary::adoptHeaders(Unit, U);
    } else {
      Pools.add(U);
      Graph.add(U);
    }
}

} // namespace corolint
