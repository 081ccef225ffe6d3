// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "jobs/jobs.hpp"

namespace jobs {

void with_lock(const std::function<void()> &f) { f(); }

void each(int n, void (*f)(int)) {
  for (int i = 0; i < n; ++i)
    f(i);
}

void queue::drain(int most, const std::function<void(int)> &f) {
  for (int i = 0; i < most; ++i)
    f(i);
}

void ping(int n, void (*f)(int)) {
  if (n > 0)
    pong(n - 1, f);
}

} // namespace jobs
