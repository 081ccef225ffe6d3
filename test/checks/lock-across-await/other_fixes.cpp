// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Other checks' fixes don't await where a lock is held.
// RUN: %lint %s lock-across-await
#include "drops.hpp"
#include <chrono>
#include <mutex>
#include <thread>

task<void> held_bad(std::mutex &m) {
  {
    std::lock_guard lock(m);
    sleep(1); // warns blocking-call: 'sleep' // note: unlock what is locked here before anything is awaited
    std::this_thread::sleep_for(std::chrono::seconds(1)); // warns blocking-call: (sleep)
    work(); // warns unawaited: discarded
    auto later = work(); // warns unawaited: 'later'
  }
  work(); // warns unawaited: discarded // fixed: co_await work();
  co_return;
}
