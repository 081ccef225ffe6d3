// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the locals that something else may reach while it goes on.
//
// A reference gets away with a lambda, a pointer or a task that somebody keeps:
// a thread, a spawned coroutine, a container that is no local. What is awaited
// within its full expression has ended before the function goes on.
#pragma once

#include "Model/Model.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace corolint {

class EscapedLocals {
public:
  EscapedLocals(const clang::FunctionDecl &F, const model::Model &M)
      : F(F), M(M) {}

  /// A reference to \p Var has got away before \p At, or in a loop around it.
  /// The first question takes time linear in the size of the function.
  bool contains(const clang::VarDecl &Var, clang::SourceLocation At);

private:
  using Places = llvm::DenseMap<const clang::VarDecl *, clang::SourceLocation>;

  const clang::FunctionDecl &F;
  const model::Model &M;
  /// From where on each may be reached, once somebody has asked.
  std::optional<Places> From;
};

} // namespace corolint
