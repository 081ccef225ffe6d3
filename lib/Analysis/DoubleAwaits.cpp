// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/DoubleAwaits.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {
/// Whether a function makes a local, which nobody names, by some expression.
class UnnamedFinder : public RecursiveASTVisitor<UnnamedFinder> {
public:
  explicit UnnamedFinder(const Stmt &By) : By(By) {}
  bool Found = false;
  bool VisitVarDecl(VarDecl *Var) {
    Found |= !Var->isReferenced() && Var->getInit() &&
             ignoreConversions(Var->getInit()) == &By;
    return !Found;
  }

private:
  const Stmt &By;
};
} // namespace

/// \p U moves the awaitable, in \p F, to where it is only destroyed:
/// `{ auto Gone = std::move(t); }`.
static bool onlyDestroys(const LocalUse &U, const FunctionDecl &F) {
  if (U.Done.What != Use::Moved || !U.Done.By)
    return false;
  UnnamedFinder Finder(*U.Done.By);
  Finder.TraverseStmt(F.getBody());
  return Finder.Found;
}

/// Whether \p U needs an awaitable that nobody has used up.
static bool needsIt(const LocalUse &U) {
  return U.UsesUp || U.Done.What == Use::Awaited || U.Done.What == Use::Started;
}

void forEachDoubleAwait(const LocalFates &Fates,
                        function_ref<void(const DoubleAwait &)> Visit) {
  const SourceManager &SM = Fates.function().getASTContext().getSourceManager();
  auto IsBefore = [&](const LocalUse *A, const LocalUse *B) {
    return SM.isBeforeInTranslationUnit(A->Name->getLocation(),
                                        B->Name->getLocation());
  };
  for (const auto &[By, Object, Whole, Work] : Fates.met()) {
    if (Object.UsedUp.empty() || Whole.MayHaveAlias || !needsIt(*By) ||
        onlyDestroys(*By, Fates.function()))
      continue;
    const LocalUse *First = Object.UsedUp.front().By;
    for (const Fate::Consumption &C : Object.UsedUp)
      if (IsBefore(C.By, First))
        First = C.By;
    DoubleAwait Found;
    Found.Again = By->Done;
    Found.AgainName = By->Name;
    Found.Before = First->Done;
    Found.BeforeName = First->Name;
    Found.Class = recordOrPattern(By->Done.Object->getType());
    Found.InEarlierIteration = !IsBefore(First, By);
    Visit(Found);
  }
}

} // namespace corolint
