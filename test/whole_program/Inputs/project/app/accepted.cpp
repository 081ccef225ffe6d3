// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings that somebody has accepted.
#include "net/client.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"

namespace app {

task<void> accepted(int id) {
  util::settle(1); // NOLINT(coro-blocking-call)
  util::settle(1); // NOLINT
  // NOLINTNEXTLINE(coro-blocking-call)
  net::refresh(id);
  // NOLINTBEGIN(coro-blocking-call)
  net::synchronise(id);
  // NOLINTEND(coro-blocking-call)
  util::settle(2); // NOLINT(coro-unawaited) // warns: 'util::settle' blocks // chain: util::settle@util/io.cpp:14
  co_await rt::tick();
}

} // namespace app
