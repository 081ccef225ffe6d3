// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// place in a file => what stands there, for code that Clang dropped from the
// AST. Reads tokens; knows only as much as the one check that needs it.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/Basic/SourceLocation.h"
#include <optional>
#include <string>

namespace corolint {

/// `name(...)` with nothing between it and the statement's semicolon.
struct WrittenCall {
  std::string Name;          ///< As written, without a leading `::`.
  clang::SourceLocation End; ///< After the closing parenthesis.
};

/// The call that begins at \p Begin and ends its statement, or nullopt.
std::optional<WrittenCall> writtenCallAt(clang::SourceLocation Begin,
                                         const clang::ASTContext &Context);

/// \p Place begins a statement: a semicolon or a brace stands before it. False
/// after a comment.
bool beginsStatement(clang::SourceLocation Place,
                     const clang::ASTContext &Context);

/// A function is found under \p Name from the namespaces around \p Within
/// (null: from the global one). Using directives aren't followed.
bool namesFunction(llvm::StringRef Name, const clang::FunctionDecl *Within,
                   clang::ASTContext &Context);

} // namespace corolint
