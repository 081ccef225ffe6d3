// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/DoubleAwaits.h"
#include "Analysis/AwaitableFlow.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Whether \p U needs an awaitable that nobody has used up.
static bool needsIt(const LocalUse &U) {
  return U.UsesUp || U.Done.What == Use::Awaited || U.Done.What == Use::Started;
}

void forEachDoubleAwait(const FunctionDecl &F, const model::Model &M,
                        function_ref<void(const DoubleAwait &)> Visit) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  auto IsBefore = [&](const LocalUse *A, const LocalUse *B) {
    return SM.isBeforeInTranslationUnit(A->Name->getLocation(),
                                        B->Name->getLocation());
  };
  LocalAwaitables Locals(F, M);
  followLocals(F, Locals,
               [&](const LocalUse &U, const Fate &Object, const Fate &Whole) {
                 if (Object.UsedUp.empty() || Whole.MayHaveAlias || !needsIt(U))
                   return;
                 const LocalUse *First = Object.UsedUp.front().By;
                 for (const Fate::Consumption &C : Object.UsedUp)
                   if (IsBefore(C.By, First))
                     First = C.By;
                 DoubleAwait Found;
                 Found.Again = U.Done;
                 Found.AgainName = U.Name;
                 Found.Before = First->Done;
                 Found.BeforeName = First->Name;
                 Found.Class = recordOrPattern(U.Done.Object->getType());
                 Found.InEarlierIteration = !IsBefore(First, &U);
                 Visit(Found);
               });
}

} // namespace corolint
