// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines whose starts are in another file.
#pragma once
#include "task.hpp"

namespace pool {

struct worker_pool {};
void co_spawn(worker_pool &where, task<int> what);

task<int> crunch();
task<int> crunch_anywhere();

} // namespace pool
