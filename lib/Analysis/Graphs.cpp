// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Graphs.h"
#include "Analysis/Coroutine.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace corolint {

/// Clang asks the classes of what a destructor destroys whether theirs is
/// trivial. Behind an error some may have no definition that could say it.
static bool destroysUndefined(const FunctionDecl &F) {
  if (!isa<CXXDestructorDecl>(F))
    return false;
  auto IsUndefined = [&](QualType T) {
    const CXXRecordDecl *Class =
        F.getASTContext().getBaseElementType(T)->getAsCXXRecordDecl();
    return Class && !Class->hasDefinition();
  };
  const CXXRecordDecl *Of = cast<CXXMethodDecl>(F).getParent();
  return llvm::any_of(Of->fields(),
                      [&](const FieldDecl *Field) {
                        return IsUndefined(Field->getType());
                      }) ||
         llvm::any_of(Of->bases(), [&](const CXXBaseSpecifier &Base) {
           return IsUndefined(Base.getType());
         });
}

std::unique_ptr<CFG> buildGraph(const FunctionDecl &F) {
  if (destroysUndefined(F))
    return nullptr;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddEHEdges = true;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddLifetime = true;
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  Options.AddCXXDefaultInitExprInAggregates = true;
  return CFG::buildCFG(&F, const_cast<Stmt *>(writtenBody(F)),
                       &F.getASTContext(), Options);
}

const CFG *Graphs::of(const FunctionDecl &F) {
  auto [Found, New] = Known.try_emplace(&F);
  if (New)
    Found->second = buildGraph(F);
  return Found->second.get();
}

std::unique_ptr<CFG> Graphs::take(const FunctionDecl &F) {
  auto Found = Known.find(&F);
  if (Found == Known.end())
    return buildGraph(F);
  std::unique_ptr<CFG> Graph = std::move(Found->second);
  Known.erase(Found);
  return Graph;
}

} // namespace corolint
