// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// blocking call => what to do about it: the framework's timer, the framework's
// asynchronous function, or the offload adapter.
#pragma once

#include "Analysis/BlockingCalls.h"
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

/// The remedy for \p Call in \p Coroutine, which belongs to \p Library (null
/// for a task type that the model doesn't know). `Call.At.Ancestors` must be
/// valid.
Remedy remedyFor(const ThreadCall &Call, const clang::FunctionDecl &Coroutine,
                 const model::Framework *Library);

} // namespace corolint
