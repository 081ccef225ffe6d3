// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Graphs.h"
#include "Analysis/Coroutine.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace corolint {

std::unique_ptr<CFG> buildGraph(const FunctionDecl &F) {
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
