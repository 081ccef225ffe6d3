// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the fix writes, and where there is none.
// RUN: %lint %s await-in-when-all
#include "combinators.hpp"

task<void> lost_bad() {
  co_await when_all(co_await number(), co_await text()); // warns: these 2 // suggested: co_await when_all(number(), text());
  co_await when_all((co_await number()), number()); // warns: this // suggested: co_await when_all((number()), number());
}

task<int> type_does_not_depend_bad() {
  int which = co_await when_any(co_await number(), co_await text()); // warns: these 2 // suggested: int which = co_await when_any(number(), text());
  co_return which;
}

task<void> moved_bad() {
  auto first = number();
  co_await when_all(co_await std::move(first), number()); // warns: this // suggested: co_await when_all(std::move(first), number());
}

// The result would have another type.
task<int> used_bad() {
  auto [a, b] = co_await when_all(co_await number(), co_await other(1)); // warns: these 2
  co_return a + b;
}

task<void> list_bad() {
  co_await when_all(std::vector<int>{co_await number(), co_await other(1)}); // warns: these 2
}

// Without these the function would be no coroutine.
task<void> only_bad() {
  auto later = when_all(co_await number(), co_await number()); // warns: these 2
  co_await std::move(later);
}

#define AWAIT co_await

task<void> macro_bad() {
  co_await when_all(AWAIT number(), co_await number()); // warns: these 2
}
