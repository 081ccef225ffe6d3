// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compiler's errors + AST => functions from which nothing is to be concluded.
//
// Clang drops what it can't make sense of, and goes on: what is left of a
// function may lack an await, an unlock or its second half. Nobody is to be
// told that something is missing which is there.
#pragma once

#include "Analysis/CompileErrors.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include <vector>

namespace corolint {

/// What is broken in one translation unit, found out when it is asked for.
/// Without errors nothing is, and asking costs nothing. Not thread-safe.
class BrokenCode {
public:
  /// \p Errors must outlive it, and be complete.
  explicit BrokenCode(const CompileErrors &Errors) : Errors(Errors) {}

  /// \p F, a definition, doesn't compile, is in a function or class that
  /// doesn't, lacks an await that is written, or may have ended early: what
  /// comes after it doesn't compile.
  bool isBroken(const clang::FunctionDecl &F);

  /// \p F is broken, or uses a function or a class that is, directly or not: it
  /// may do more than can be seen.
  bool restsOnBroken(const clang::FunctionDecl &F);

private:
  class Uses;
  /// What there is in a file, by offset.
  struct Layout {
    std::vector<std::pair<unsigned, unsigned>> Functions; ///< Begin and end.
    std::vector<unsigned> Begins; ///< Of whatever has a body.
    std::vector<unsigned> Errors; ///< Sorted.
  };

  void layOut(clang::ASTContext &Context);
  void add(const clang::Decl &D, const clang::SourceManager &SM);
  bool isCutShort(const clang::FunctionDecl &F);
  bool lacksAwait(const clang::FunctionDecl &F);
  bool isBroken(const clang::CXXRecordDecl &R);

  const CompileErrors &Errors;
  bool LaidOut = false;
  llvm::DenseMap<clang::FileID, Layout> Files;
  llvm::DenseMap<const clang::Decl *, bool> Rests;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Lacks;
};

} // namespace corolint
