// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// class, call => what has it to do with locks that a thread owns?
//
// Said by the model, by Clang's thread safety attributes, and, of mutexes that
// neither knows, by their members. Locks of asynchronous mutexes aren't owned
// by a thread, and are none of these.
#pragma once

#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// What a call does with locks.
struct LockCall {
  model::LockAct Act = model::LockAct::Lock;
  /// The mutex, guard or wrapper whose member is called, or null.
  const clang::Expr *Object = nullptr;
  /// The arguments that are mutexes or guards.
  llvm::SmallVector<const clang::Expr *, 2> Targets;
  /// The result of a function that says so when it has taken the lock, and
  /// whether any other says so or doesn't: see model::LockFunction.
  std::optional<int64_t> Success;
  bool ReportsSuccess = false;
};

std::optional<LockCall> lockCall(const clang::CallExpr &Call,
                                 const model::Model &M);

/// \p R is a guard or derives from one: its constructor takes the lock of a
/// mutex that a thread owns, its destructor gives it back. Not by its body.
bool isGuard(const clang::CXXRecordDecl *R, const model::Model &M);

/// The same of \p R itself, whatever it derives from.
bool isKnownGuard(const clang::CXXRecordDecl *R, const model::Model &M);

/// A guard \p R has its lock for as long as it lives: it can't be told
/// otherwise.
bool isAlwaysLocked(const clang::CXXRecordDecl *R, const model::Model &M);

/// \p R is a mutex that a thread owns.
bool isMutex(const clang::CXXRecordDecl *R, const model::Model &M);

/// The class of \p T, to which it may point; of a placeholder, the template
/// that it will be deduced from. Null if it is none.
const clang::CXXRecordDecl *lockClass(clang::QualType T);

/// \p R may hold a guard, or none: std::optional, be it of a template's
/// parameter.
bool isWrapper(const clang::CXXRecordDecl *R, const model::Model &M);

/// The types that \p R, a wrapper, holds; none that are known of a template.
llvm::SmallVector<clang::QualType, 2>
wrappedTypes(const clang::CXXRecordDecl *R, const model::Model &M);

enum class Taken { No, Maybe, Yes };

/// Whether a guard \p R that is made from \p Args by \p Constructor (may be
/// null) has the lock then.
Taken takenBy(const clang::CXXRecordDecl *R,
              llvm::ArrayRef<const clang::Expr *> Args,
              const clang::FunctionDecl *Constructor, const model::Model &M);

/// The arguments among \p Args that are mutexes, not tags or times.
llvm::SmallVector<const clang::Expr *, 2>
mutexArguments(const clang::CXXRecordDecl *R,
               llvm::ArrayRef<const clang::Expr *> Args, const model::Model &M);

/// \p Args tell a guard \p R to take nothing.
bool defers(const clang::CXXRecordDecl *R,
            llvm::ArrayRef<const clang::Expr *> Args, const model::Model &M);

/// A guard \p R that is made from \p Args takes over what is locked already.
bool adopts(const clang::CXXRecordDecl *R,
            llvm::ArrayRef<const clang::Expr *> Args, const model::Model &M);

} // namespace corolint
