// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kinds chooses what is reported; all but `lock` by default.
// RUN: %lint %s blocking-call --if default
// RUN: %lint %s blocking-call -o Kinds=lock --if lock
// RUN: %lint %s blocking-call -o "Kinds=sleep,file" --if some
// RUN: %lint %s blocking-call -o "Kinds=sleep; file;lock" --if some --if lock
#include "task.hpp"
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <netdb.h>
#include <unistd.h>

task<void> tick();

void locks(std::mutex &mutex) { std::lock_guard guard(mutex); }
void sleeps() { sleep(1); }

task<void> helpers_bad(std::mutex &mutex) {
  locks(mutex); // warns if lock: (lock)
  sleeps(); // warns if default: (sleep) // warns if some: (sleep)
  co_await tick();
}

task<void> kinds_bad(std::mutex &mutex, std::timed_mutex &timed) {
  sleep(1); // warns if default: (sleep) // warns if some: (sleep)
  open("file", O_RDONLY); // warns if default: (file) // warns if some: (file)
  gethostbyname("host"); // warns if default: (dns)
  system("true"); // warns if default: (process)
  mutex.lock(); // warns if lock: (lock)
  mutex.unlock();
  if (timed.try_lock_for(std::chrono::seconds(1))) // warns if lock: try_lock_for
    timed.unlock();
  { std::lock_guard guard(mutex); } // warns if lock: (lock)
  co_await tick();
}
