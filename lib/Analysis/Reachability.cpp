// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Reachability.h"
#include "Analysis/Coroutine.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const Reachability::Statements &
Reachability::statementsOf(const FunctionDecl &F) {
  auto [It, New] = Functions.try_emplace(&F);
  if (!New)
    return It->second;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  std::unique_ptr<CFG> Graph = CFG::buildCFG(
      &F, const_cast<Stmt *>(writtenBody(F)), &F.getASTContext(), Options);
  if (!Graph)
    return It->second;

  DenseSet<const CFGBlock *> Reached = {&Graph->getEntry()};
  SmallVector<const CFGBlock *> Pending = {&Graph->getEntry()};
  while (!Pending.empty())
    for (const CFGBlock::AdjacentBlock &Next : Pending.pop_back_val()->succs())
      if (const CFGBlock *Block = Next.getReachableBlock())
        if (Reached.insert(Block).second)
          Pending.push_back(Block);

  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
        It->second.Known.insert(S->getStmt());
        if (Reached.contains(Block))
          It->second.Reachable.insert(S->getStmt());
      }
  return It->second;
}

bool Reachability::isReachable(const FunctionDecl &Within, const Stmt *S,
                               ArrayRef<const Stmt *> Ancestors) {
  const Statements &All = statementsOf(Within);
  if (S && All.Known.contains(S))
    return All.Reachable.contains(S);
  for (const Stmt *Ancestor : reverse(Ancestors))
    if (All.Known.contains(Ancestor))
      return All.Reachable.contains(Ancestor);
  return true;
}

} // namespace corolint
