// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known at one point of one path: which locks are held, and what the
// tests of locks have said.
#pragma once

#include "Analysis/ObjectPath.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <optional>
#include <vector>

namespace corolint {

/// A lock that is held.
struct HeldLock {
  /// The object whose end gives it back; empty after a bare `m.lock()`.
  ObjectPath Guard;
  /// Empty if nothing in sight names it.
  ObjectPath Mutex;
  /// What else names it: the mutex of the guard that let go of it.
  ObjectPath Alias;
  /// Where it was taken.
  clang::SourceLocation Taken;
  /// The expression that names the mutex, or null.
  const clang::Expr *MutexExpr = nullptr;
  /// The guard's class, or null.
  const clang::CXXRecordDecl *GuardClass = nullptr;
  /// The parameter or capture by which it came into the function, held, or
  /// null.
  const clang::VarDecl *From = nullptr;

  bool operator==(const HeldLock &Other) const {
    return Guard == Other.Guard && Mutex == Other.Mutex &&
           Alias == Other.Alias && Taken == Other.Taken && From == Other.From;
  }
};

/// What is known of a value: that it is a number, or that it isn't.
struct KnownValue {
  int64_t Number = 0;
  bool Equal = true;

  static KnownValue is(int64_t Number) { return {Number, true}; }
  static KnownValue isNot(int64_t Number) { return {Number, false}; }
  static KnownValue truth(bool Value) { return {0, !Value}; }

  std::optional<bool> truth() const {
    if (Equal)
      return Number != 0;
    return Number == 0 ? std::optional(true) : std::nullopt;
  }
  std::optional<bool> equals(int64_t Other) const {
    if (Equal)
      return Number == Other;
    return Number == Other ? std::optional(false) : std::nullopt;
  }
  bool operator==(const KnownValue &Other) const {
    return Number == Other.Number && Equal == Other.Equal;
  }
};

/// One path's knowledge.
struct LockState {
  std::vector<HeldLock> Locks;
  /// What was given back without having been taken here.
  std::vector<ObjectPath> GivenBack;
  /// What is known of local variables, and of expressions that were evaluated
  /// in the current statement.
  std::map<const clang::VarDecl *, KnownValue> Variables;
  std::map<const clang::Expr *, KnownValue> Expressions;
  /// What the function returns, once it does.
  std::optional<KnownValue> Result;

  bool operator==(const LockState &Other) const {
    return Locks == Other.Locks && GivenBack == Other.GivenBack &&
           Variables == Other.Variables && Expressions == Other.Expressions &&
           Result == Other.Result;
  }

  void take(HeldLock Lock) {
    if (!llvm::is_contained(Locks, Lock))
      Locks.push_back(std::move(Lock));
  }
  /// The lock of mutex or guard \p Object is given back: the last that was
  /// taken. Of several that \p Object holds as a container, all are.
  void giveBack(const ObjectPath &Object);
  /// \p Object is destroyed.
  void end(const ObjectPath &Object);
  /// What is in \p From is in \p To from now on.
  void move(const ObjectPath &From, const ObjectPath &To);
  void swap(const ObjectPath &A, const ObjectPath &B);
  /// The guards in \p Object give back what they hold, or take it elsewhere.
  void empty(const ObjectPath &Object);
  /// The guards in \p Object let go of their mutexes, which stay locked.
  void release(const ObjectPath &Object);

  bool holdsIn(const ObjectPath &Object) const {
    return llvm::any_of(Locks, [&](const HeldLock &Lock) {
      return Lock.Guard.isWithin(Object);
    });
  }
};

} // namespace corolint
