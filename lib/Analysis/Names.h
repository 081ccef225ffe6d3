// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// declaration => the names that the model knows it by.
//
// Library implementations hide the public names: libstdc++ declares
// `future::wait` in `std::__basic_future`, and puts `std::filesystem::path` in
// an inline namespace. The model speaks of what the user writes.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace corolint {

/// `std::future::get`, `std::jthread::~jthread`, `std::operator>>`: without
/// template arguments, inline and anonymous namespaces.
std::string qualifiedName(const clang::NamedDecl &D);

/// The same without the scopes.
std::string unqualifiedName(const clang::NamedDecl &D);

/// The qualified name of the innermost namespace around \p D.
std::string enclosingNamespace(const clang::Decl &D);

/// \p D is a part of the standard library.
bool isInStd(const clang::Decl &D);

/// The class of \p T, through references and typedefs; for a dependent
/// specialisation the template's own class. Null if \p T is no class.
const clang::CXXRecordDecl *recordOrPattern(clang::QualType T);

/// How the model writes \p T: without references, cv-qualifiers and template
/// arguments, `int`, `char *`, `std::basic_string`.
std::string typeName(clang::QualType T);

/// \p T as a message says it: as it was written, unless that is a computation
/// longer than the type. What `std` has a name for gets that name:
/// `std::string`, `std::chrono::seconds`.
std::string spokenType(clang::QualType T, const clang::ASTContext &Context);

/// The definition of \p R, or of the template that it will be instantiated
/// from. Null if there is none in this translation unit.
const clang::CXXRecordDecl *definitionOrPattern(const clang::CXXRecordDecl *R);

/// Calls \p Visit with \p R and every class that it derives from, until it
/// returns true. Returns whether it did.
bool anyOfClassAndBases(
    const clang::CXXRecordDecl *R,
    llvm::function_ref<bool(const clang::CXXRecordDecl &)> Visit);

/// The members of \p R called \p Name, those of its bases included.
llvm::SmallVector<const clang::NamedDecl *, 2>
membersNamed(const clang::CXXRecordDecl *R, llvm::StringRef Name);

/// The names of \p Callee when it is called on an object of type \p Receiver
/// (null for what is no member call): one for every class of the receiver in
/// which it can be found, the declaring class last.
llvm::SmallVector<std::string, 4>
calleeNames(const clang::FunctionDecl &Callee,
            const clang::CXXRecordDecl *Receiver);

} // namespace corolint
