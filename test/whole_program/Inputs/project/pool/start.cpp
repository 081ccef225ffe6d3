// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "pool/pool.hpp"

namespace pool {

void start(worker_pool &workers) {
  co_spawn(workers, crunch());
  co_spawn(workers, crunch_anywhere());
}

task<int> await_it() { co_return co_await crunch_anywhere(); }

} // namespace pool
