// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/NeededBodies.h"
#include "Analysis/InlineCallables.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// \p F is one of the functions that [expr.await] and
/// [dcl.fct.def.coroutine] call.
static bool isPartOfAwaiting(const FunctionDecl &F) {
  static constexpr StringRef Names[] = {"await_ready",     "await_suspend",
                                        "await_resume",    "await_transform",
                                        "initial_suspend", "final_suspend"};
  return F.getOverloadedOperator() == OO_Coawait ||
         (F.getIdentifier() && is_contained(Names, F.getName()));
}

/// An argument of type \p T may be something to call. In a template it may be
/// as soon as the caller chooses the type.
static bool mayBeCallable(QualType T) {
  if (const auto *Pack = T->getAs<PackExpansionType>())
    T = Pack->getPattern();
  return T.getNonReferenceType()->isTemplateTypeParmType() || isCallable(T);
}

bool needsBody(const FunctionDecl &F) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  if (!SM.isInSystemHeader(F.getLocation()) || isPartOfAwaiting(F))
    return true;
  if (isInStd(F) && F.isDependentContext())
    return true;
  return any_of(F.parameters(), [](const ParmVarDecl *Parameter) {
    return mayBeCallable(Parameter->getType());
  });
}

} // namespace corolint
