// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression => the object that it names.
//
// Two expressions with equal paths name the same object, as far as names show:
// `m`, `*&m` and a reference to it; `state->m` and `(*state).m`.
#pragma once

#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace corolint {

/// A variable, a temporary, `*this` or the function's result, and which member
/// of it. Empty for no object.
class ObjectPath {
public:
  ObjectPath() = default;
  explicit ObjectPath(const clang::VarDecl &Var)
      : Parts{Var.getCanonicalDecl()} {}
  /// The temporary that \p E makes.
  explicit ObjectPath(const clang::Expr &E)
      : Kind(Base::Temporary), Parts{&E} {}
  static ObjectPath thisObject();
  static ObjectPath result();
  /// What can only be told by how it is written, with the hash of that.
  static ObjectPath written(unsigned Hash);

  bool empty() const { return Parts.empty(); }
  bool isThis() const;
  bool isResult() const;
  bool isTemporary() const;
  bool isWritten() const;
  /// The variable that it is or belongs to, or null.
  const clang::VarDecl *variable() const;
  /// The name of the last member, or null if it is a whole object.
  const void *lastMember() const {
    return Parts.size() > 1 ? Parts.back() : nullptr;
  }

  ObjectPath member(const clang::IdentifierInfo *Name) const;
  /// The mutex of this guard.
  ObjectPath mutexOf() const;
  /// It is \p Whole or a part of it.
  bool isWithin(const ObjectPath &Whole) const;
  /// It, which is within \p From, as a part of \p To. With no \p From: as if
  /// its first object were To.
  ObjectPath moved(const ObjectPath &From, const ObjectPath &To) const;

  /// How a user would call it: `state.m`; empty for a temporary.
  std::string name() const;

  bool operator==(const ObjectPath &Other) const {
    return Parts == Other.Parts;
  }

private:
  enum class Base { Variable, Temporary, This, Result, Written };
  ObjectPath(Base Kind, const void *Object) : Kind(Kind), Parts{Object} {}

  Base Kind = Base::Variable;
  /// The object, then the names of members.
  llvm::SmallVector<const void *, 3> Parts;
};

/// \p E without what doesn't change which object it is: parentheses, casts,
/// `*`, `&`, `std::move`, materialisation.
const clang::Expr *objectExpression(const clang::Expr *E);

/// The object that \p E names or points to.
ObjectPath objectPath(const clang::Expr *E, const clang::ASTContext &Context,
                      const model::Model &M);

} // namespace corolint
