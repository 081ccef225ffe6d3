// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => Clang's control flow graph of its body.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <vector>

namespace corolint {

/// The graph of \p F's body as it was written, with an edge for what every call
/// may throw, and with the ends of lifetimes. Null where Clang can't build one.
/// Linear in the size of the body.
std::unique_ptr<clang::CFG> buildGraph(const clang::FunctionDecl &F);

/// Blocks that wait to be passed, those first that lie before the others but
/// for loops: Clang numbers them from the exit on.
class BlocksInOrder {
public:
  explicit BlocksInOrder(const clang::CFG &Graph)
      : ByNumber(Graph.getNumBlockIDs()), Waiting(Graph.getNumBlockIDs()) {}

  void add(const clang::CFGBlock &Block) {
    ByNumber[Block.getBlockID()] = &Block;
    Waiting.set(Block.getBlockID());
  }
  /// Null if there is none.
  const clang::CFGBlock *takeFirst() {
    int Last = Waiting.find_last();
    if (Last < 0)
      return nullptr;
    Waiting.reset(Last);
    return ByNumber[Last];
  }

private:
  std::vector<const clang::CFGBlock *> ByNumber;
  llvm::BitVector Waiting;
};

/// Graphs that several analyses look at. Not thread-safe.
class Graphs {
public:
  /// That of \p F, kept for who asks next; null where there can't be one.
  const clang::CFG *of(const clang::FunctionDecl &F);
  /// That of \p F for who is the last to ask.
  std::unique_ptr<clang::CFG> take(const clang::FunctionDecl &F);

private:
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<clang::CFG>>
      Known;
};

} // namespace corolint
