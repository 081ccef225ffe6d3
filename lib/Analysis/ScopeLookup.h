// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (place, name) => the declarations that the name has there.
//
// For code that Clang dropped from the AST: what surrounds it is still there.
// Not for what argument-dependent lookup finds.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

using Declarations = llvm::SmallVector<const clang::NamedDecl *, 2>;

/// Looks names up as they would be at one place of a function.
class ScopeLookup {
public:
  /// \p Around are the functions around \p Place, outermost first; there may be
  /// none.
  ScopeLookup(llvm::ArrayRef<const clang::FunctionDecl *> Around,
              clang::SourceLocation Place, clang::ASTContext &Context)
      : Around(Around), Place(Place), Context(Context) {}

  /// What \p Name means, unqualified: a local, a member, or what the nearest
  /// namespace around declares, using-directives followed. Empty if nothing is
  /// found.
  Declarations unqualified(llvm::StringRef Name) const;

  /// What \p Name means in the namespace, class or enumeration that all of \p
  /// Scopes name.
  Declarations in(const Declarations &Scopes, llvm::StringRef Name) const;

  /// The same in the global namespace.
  Declarations global(llvm::StringRef Name) const;

  /// The class that `this` points to, or null.
  const clang::CXXRecordDecl *thisClass() const;

  clang::ASTContext &context() const { return Context; }

private:
  Declarations inNamespace(const clang::DeclContext &Namespace,
                           llvm::StringRef Name) const;

  llvm::ArrayRef<const clang::FunctionDecl *> Around;
  clang::SourceLocation Place;
  clang::ASTContext &Context;
};

} // namespace corolint
