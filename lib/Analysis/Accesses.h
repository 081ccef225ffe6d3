// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// code => the objects that it reads and those that it may write.
//
// Judged by declarations alone: a const reference or a const member function
// doesn't write, a reference, a pointer or a shared owner of something that
// isn't const may.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// An object as code names it: a variable, `this` (null) or the function whose
/// result it is, then the members on the way to it. Empty for an object that
/// nothing else can name. Coarser than an ObjectPath (ObjectPath.h): elements,
/// and what pointers of the same name point to, are one object.
using AccessPath = llvm::SmallVector<const clang::Decl *, 4>;

/// One is the other or a part of it.
bool overlap(llvm::ArrayRef<const clang::Decl *> A,
             llvm::ArrayRef<const clang::Decl *> B);

struct Accesses {
  llvm::SmallVector<AccessPath, 4> Reads, Writes;

  void add(const Accesses &Other) {
    Reads.append(Other.Reads);
    Writes.append(Other.Writes);
  }
};

/// Whether a path of \p A overlaps one of \p B.
bool anyOverlap(llvm::ArrayRef<AccessPath> A, llvm::ArrayRef<AccessPath> B);

/// What running \p S accesses, bodies of lambdas left out: what they capture by
/// reference they may write. An element that \p Index (may be null) chooses is
/// an object that nothing else names.
Accesses accessesOf(const clang::Stmt &S,
                    const clang::VarDecl *Index = nullptr);

/// The object that \p E names.
AccessPath pathOf(const clang::Expr &E, const clang::VarDecl *Index = nullptr);

} // namespace corolint
