// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// jobs => bytes, in processes of their own.
//
// One job that crashes, hangs or eats the memory costs only itself: the process
// goes with it, and the next job gets a new one. Otherwise a process is kept
// for further jobs, which find its memory there. It is a fork of this process,
// so that nothing is loaded twice.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <string>

namespace corolint {

struct JobResult {
  std::string Bytes;
  /// Why there are none; empty if there are.
  std::string Failure;
};

struct WorkerOptions {
  unsigned Jobs = 0;           ///< At once; 0: one per core.
  unsigned TimeoutSeconds = 0; ///< For one job; 0: none.
};

/// Runs \p Work for 0 … \p Count - 1 in child processes, and calls \p Start
/// before and \p Done after each in this one. To be called while this process
/// has one thread. On an interrupt (Ctrl-C) the children are stopped, the rest
/// isn't started, and it returns false.
bool runJobs(size_t Count, const WorkerOptions &Opts,
             llvm::function_ref<std::string(size_t)> Work,
             llvm::function_ref<void(size_t)> Start,
             llvm::function_ref<void(size_t, JobResult)> Done);

} // namespace corolint
