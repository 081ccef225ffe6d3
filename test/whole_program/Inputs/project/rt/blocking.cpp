// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rt/sync_wait.hpp"
#include "rt/tasks.hpp"

namespace rt {

int started() { return sync_wait(slow_start()); }

static task<int> finish(task<void> work) {
  co_await std::move(work);
  co_return 0;
}

void run(task<void> work) { sync_wait(finish(std::move(work))); }

} // namespace rt
