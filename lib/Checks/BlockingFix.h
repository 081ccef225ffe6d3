// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// blocking call => what to do about it: the framework's timer, the framework's
// asynchronous function, or the offload adapter.
#pragma once

#include "Analysis/BlockingCalls.h"
#include "Analysis/EscapedLocals.h"
#include "Checks/CoroCheck.h"

namespace corolint {

/// What to do about a blocking call, with the headers that it takes.
struct Remedy {
  /// Unset when no rewriting is certain to compile and to mean the same.
  std::optional<FixPlan> Fix;
  llvm::SmallVector<std::string, 4> Headers;
  /// The last note, when there is something to say beside the fix.
  std::string Advice;
  /// It is to run the call on another thread.
  bool Offloads = false;
};

/// What remedies for one coroutine's calls depend on.
struct RemedyContext {
  const clang::FunctionDecl &Coroutine;
  /// Null for a task type that the model doesn't know.
  const model::Framework *Library;
  EscapedLocals Escaped;
};

/// The remedy for \p Call in the coroutine of \p In. `Call.At.Ancestors` must
/// be valid.
Remedy remedyFor(const ThreadCall &Call, RemedyContext &In);

} // namespace corolint
