// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that no rewriting can reach whole.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cstdint>
#include <unistd.h>

int slow(int n) { return n + static_cast<int>(sleep(1)); }

task<int> conditions_bad() {
  int n =
#ifdef FAST
      3 +
#else
      slow( // warns: slow // note: by hand, since a preprocessor's condition begins or ends in it: run it
#endif
          1
#ifndef FAST
      )
#endif
      ;
  n += slow( // warns: slow // suggested: n += co_await corolint::offload([&] { return slow(
#ifdef FAST
      1
#else
      2
#endif
  );
  co_return n;
}

task<void> members_of_nothing_bad(int fd) {
  union {
    char bytes[4];
    std::uint32_t length;
  };
  if (read(fd, bytes, sizeof bytes) == 4) // warns: read // note: no lambda can capture a member of an anonymous union
    slow(static_cast<int>(length)); // warns: slow // note: no lambda can capture a member of an anonymous union
  co_return;
}
