// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// call => the function that it runs, or which ones it may.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// The class of \p Object, a pointer or not, before any conversion to a base;
/// null if it has none.
const clang::CXXRecordDecl *receiverClass(const clang::Expr *Object);

struct CallTarget {
  /// What runs when the object is of its static type and nothing more. Never
  /// null.
  const clang::FunctionDecl *Function = nullptr;
  /// The static type of a virtual call's object: what overrides Function in it
  /// or in what derives from it may run instead. Null when nothing else can: it
  /// isn't virtual, it is final, it is called with its class's name, or the
  /// object is no more than it is declared to be.
  const clang::CXXRecordDecl *Receiver = nullptr;
};

/// What \p Call of \p Callee on \p Object runs. The call is null where nobody
/// wrote it, the object where there is none.
CallTarget targetOf(const clang::FunctionDecl &Callee, const clang::Expr *Call,
                    const clang::Expr *Object);

} // namespace corolint
