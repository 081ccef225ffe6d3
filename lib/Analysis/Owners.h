// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// type or function => whether it owns, views or gives a part of an object.
//
// As the language and declarations promise it: [[gsl::Owner]] and
// [[gsl::Pointer]], [[clang::lifetimebound]], and bodies in sight.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace corolint {

bool isView(clang::QualType T);
bool isOwner(clang::QualType T);

/// \p Object is an owner, and what it owns dies with it: not where it shares
/// that with others, as a std::shared_ptr may that wasn't made just now.
bool ownsAlone(const clang::Expr &Object);

/// A \p T that an \p Owner gives is a copy of what that holds, a view or a
/// pointer, and refers to what that refers to: `optional<string_view>`.
bool givesCopyOfElement(clang::QualType Owner, clang::QualType T);

/// \p T is a pair or tuple of references: it owns nothing.
bool holdsReferences(clang::QualType T);

/// Both are of one class or class template.
bool sameClass(clang::QualType A, clang::QualType B);

/// `[[clang::lifetimebound]]` on the function itself: its result refers to its
/// object.
bool bindsObject(const clang::FunctionDecl &F);

/// The member function \p F can be seen to return its object or a part of it,
/// whichever way it returns.
bool returnsPartOfObject(const clang::FunctionDecl &F);

} // namespace corolint
