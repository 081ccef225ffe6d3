// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines that others await.
#pragma once

#include "task.hpp"

namespace rt {

task<void> tick();
task<int> slow_start();

/// Starts nothing: whoever awaits the task does.
task<int> restart();

/// The result of slow_start(), for code that is no coroutine.
int started();

/// Runs it to its end: for main().
void run(task<void> work);

} // namespace rt
