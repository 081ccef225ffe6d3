// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Instantiations.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

/// Whether a method of the class template behind \p Class that was written as
/// \p Method has been instantiated with a body.
static bool isMemberInstantiated(const ClassTemplateDecl &Template,
                                 const FunctionDecl &Method) {
  for (const ClassTemplateSpecializationDecl *Spec : Template.specializations())
    for (const CXXMethodDecl *M : Spec->methods())
      if (M->getInstantiatedFromMemberFunction() &&
          M->getInstantiatedFromMemberFunction()->getCanonicalDecl() ==
              Method.getCanonicalDecl() &&
          M->getDefinition() && M->getDefinition()->hasBody())
        return true;
  return false;
}

bool isInstantiated(const FunctionDecl &Pattern) {
  const FunctionDecl *Inner = &Pattern;
  for (const DeclContext *Context = &Pattern; Context;
       Context = Context->getParent()) {
    if (const auto *F = dyn_cast<FunctionDecl>(Context)) {
      Inner = F;
      if (const FunctionTemplateDecl *Template =
              F->getDescribedFunctionTemplate())
        for (const FunctionDecl *Spec : Template->specializations())
          if (Spec->getDefinition() && Spec->getDefinition()->hasBody())
            return true;
    } else if (const auto *Class = dyn_cast<CXXRecordDecl>(Context)) {
      if (const ClassTemplateDecl *Template =
              Class->getDescribedClassTemplate())
        if (isMemberInstantiated(*Template, *Inner))
          return true;
    }
  }
  return false;
}

} // namespace corolint
