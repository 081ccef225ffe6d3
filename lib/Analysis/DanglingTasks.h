// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the lazy coroutines it makes that refer to what dies before they
// run.
//
// A lazy coroutine keeps its reference parameters and its object as references,
// and runs when somebody awaits it. Awaited within its full expression it finds
// every temporary alive; kept, returned or started on its own, it doesn't.
#pragma once

#include "Analysis/AwaitableFlow.h"
#include "Analysis/Referents.h"
#include "Analysis/TaskDestination.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

struct DanglingTask {
  /// The call that makes it.
  const clang::CallExpr *Call = nullptr;
  /// Null when it is called through a pointer or std::function.
  const clang::FunctionDecl *Coroutine = nullptr;
  /// Kept, Returned or Spawned. Kept in a variable that is returned later is
  /// Returned.
  TaskDestination Goes;
  /// What dies: temporaries, and locals when it is Returned. Never empty.
  llvm::SmallVector<Referent, 2> Dies;
};

/// Types, and whether what has one holds a task: the same in all functions of a
/// translation unit.
using TaskHolders = llvm::DenseMap<const clang::Type *, bool>;

/// Calls \p Visit for every such task of \p F's own body. Tasks that are
/// dropped never run, and are left out: \p Fates gives what becomes of F's
/// locals. Adds to \p Holders what it learns.
void forEachDanglingTask(const clang::FunctionDecl &F, const model::Model &M,
                         TaskHolders &Holders,
                         llvm::function_ref<const LocalFates &()> Fates,
                         llvm::function_ref<void(const DanglingTask &)> Visit);

} // namespace corolint
