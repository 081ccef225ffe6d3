// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// blocking call => the edit that has corolint::offload make it.
#pragma once

#include "Analysis/BlockingCalls.h"
#include "clang/Basic/Diagnostic.h"

namespace corolint {

/// How a call is moved to the blocking executor.
struct OffloadEdit {
  /// None when no edit is certain to compile and to mean the same.
  llvm::SmallVector<clang::FixItHint, 4> Hints;
  /// What is evaluated there: the call, or the smallest expression around it
  /// whose value can be handed back. Null without an edit.
  const clang::Expr *Moved = nullptr;
  /// Why there is no edit, where that helps.
  std::string Obstacle;
};

/// The edit for \p Call, whose `At.Ancestors` must be valid. With
/// \p AwaitsByValue, `co_await` gives no references there.
OffloadEdit offloadEdit(const ThreadCall &Call, bool AwaitsByValue);

/// What an offload changes in the coroutines of \p Library, which may be null,
/// to be put behind a description; empty if nothing.
std::string lostByOffload(const model::Framework *Library);

} // namespace corolint
