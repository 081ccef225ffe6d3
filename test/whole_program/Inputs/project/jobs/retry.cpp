// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "jobs/jobs.hpp"
#include <unistd.h>

namespace jobs {

void retried(const std::function<void()> &f) {
  for (int i = 0; i < 3; ++i)
    with_lock(f);
}

void pong(int n, void (*f)(int)) {
  if (n > 0)
    ping(n - 1, f);
}

void flush_all() {
  with_lock([] { sync(); });
}

} // namespace jobs
