// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Other coroutines, awaited and waited for.
#include "rt/tasks.hpp"

namespace app {

task<int> await_others() {
  int sum = co_await rt::slow_start();
  auto later = rt::restart();
  co_return sum + co_await std::move(later);
}

task<int> wait_for_others() {
  int sum = rt::started(); // warns: 'rt::started' blocks the thread that runs coroutine 'app::wait_for_others': it reaches 'rt::sync_wait' (wait)
  // chain: rt::started@rt/blocking.cpp:7
  co_await rt::tick();
  co_return sum;
}

} // namespace app
