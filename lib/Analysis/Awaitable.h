// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// type => can it be awaited, and when does its work start?
//
// Read from the class alone ([expr.await]); what one particular promise makes
// of it with await_transform is promiseAccepts()'s matter.
#pragma once

#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace corolint {

enum class Start {
  Lazy,    ///< nothing happens before it is awaited
  Eager,   ///< the work runs whether anybody awaits it or not
  Unknown, ///< the declarations in sight don't say
};

/// What dropping a value of a type drops.
struct Awaitable {
  Start Starts = Start::Unknown;
  /// The class that is awaitable: the type's own, or the one that a wrapper
  /// such as std::optional or std::vector holds.
  const clang::CXXRecordDecl *Class = nullptr;
};

/// What \p T is when nobody awaits it, or nullopt when it is a value of its
/// own. A type that only a free `operator co_await` makes awaitable is one, and
/// so is an awaiter that does nothing with the handle it is given.
std::optional<Awaitable> asAwaitable(clang::QualType T, const model::Model &M);

/// When the body of a coroutine that returns \p T starts: an awaitable type, a
/// generator or a detached one. Unknown if T is no coroutine type, too.
Start startOfCoroutineType(clang::QualType T, const model::Model &M);

/// Coroutines that return \p T run nothing of their body before somebody
/// resumes them.
inline bool isLazyCoroutineType(clang::QualType T, const model::Model &M) {
  return startOfCoroutineType(T, M) == Start::Lazy;
}

/// When the body of coroutine \p F starts, by its promise's initial_suspend.
Start startOf(const clang::FunctionDecl &F);

/// Whether \p T has the three awaiter functions, or a member or free
/// `operator co_await` in a namespace that argument-dependent lookup would
/// search. True where a dependent type may still get them.
bool isAwaitableClass(clang::QualType T);

/// Whether the promise of coroutine \p F takes an operand of type \p T: it has
/// no `await_transform`, or one whose parameter could bind to it. Only what is
/// certain: false when overload resolution would have to decide.
bool promiseAccepts(const clang::FunctionDecl &F, clang::QualType T);

/// Whether coroutine \p F could await a \p T: by its members, by an `operator
/// co_await` for its class, or by an `await_transform` of F's promise for it.
/// False where only a closer look would tell.
bool canBeAwaitedIn(const clang::FunctionDecl &F, clang::QualType T);

/// Whether \p T can be awaited somewhere, by its members or an `operator
/// co_await` for its class.
bool isAwaitable(clang::QualType T);

/// Only an rvalue of \p T can be awaited: every `operator co_await` of its is
/// &&-qualified.
bool needsRvalue(clang::QualType T);

/// The functions `operator co_await` that are for a \p T: members, and free
/// ones that argument-dependent lookup finds. Whether one of them can be called
/// is another matter.
llvm::SmallVector<const clang::FunctionDecl *, 2>
coawaitOperatorsFor(clang::QualType T);

/// The awaiter functions that \p R has of the three; those of its bases count.
llvm::SmallVector<const clang::NamedDecl *, 3>
awaiterFunctions(const clang::CXXRecordDecl *R);

/// An awaitable that a value of another type stands for or holds.
struct HeldAwaitable {
  clang::QualType Type;
  bool Several = false; ///< The value is a container of such.
};

/// The awaitable behind \p T: what it points to, or its elements. Unset when
/// there is none.
std::optional<HeldAwaitable> heldAwaitable(clang::QualType T);

/// The function that a \p T is, points to, or calls: without arguments.
/// Its result, or a null type when \p T can't be called like that.
clang::QualType resultOfCalling(clang::QualType T);

/// The coroutine of \p Promise (may be null) awaits nothing: every
/// `await_transform` is deleted.
bool refusesAll(const clang::CXXRecordDecl *Promise);

/// \p Promise (may be null) has an `await_transform` that is a template for
/// operands of any type, perhaps a constrained one.
bool hasGenericTransform(const clang::CXXRecordDecl *Promise);

/// A \p Promise (may be null) that takes every awaitable: it has no
/// `await_transform`, or one that is generic and unconstrained.
bool acceptsAnyAwaitable(const clang::CXXRecordDecl *Promise);

/// The type of `co_await` on a value of \p T, or a null type when the
/// declarations in sight don't say.
clang::QualType awaitResultType(clang::QualType T);

} // namespace corolint
