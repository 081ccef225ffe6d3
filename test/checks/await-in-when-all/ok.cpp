// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The combinator gets what it combines, or it is none.
// RUN: %lint %s await-in-when-all
#include "combinators.hpp"
#include <algorithm>

task<int> tasks_ok() {
  co_await when_all(number(), other(1));
  std::vector<task<int>> all;
  all.push_back(number());
  co_await when_all(std::move(all));
  auto [a, b] = std::pair(co_await number(), co_await other(1));
  co_return a + b;
}

// What they give is a task.
task<void> nested_ok() {
  co_await when_all(co_await nested(), number());
  auto make = [](int n) { return other(n); };
  co_await when_all(make(co_await number()), other(co_await number()));
}

// Not what is combined.
task<void> beside_the_tasks_ok() {
  co_await race(co_await current_executor(), number(), number());
  std::vector<task<int>> all;
  co_await collect_all(std::move(all), co_await number());
}

task<bool> no_combinator_ok() {
  int values[] = {co_await number(), co_await number()};
  co_await log_all(co_await number(), co_await number());
  bool both = co_await number() && co_await number();
  co_return both && any_of(co_await number(), co_await number()) && std::max(co_await number(), co_await number()) &&
      std::any_of(values, values + 2, [](int v) { return v > 0; });
}

struct sender {
  using sender_concept = int;
};
task<sender> get_sender();
struct job {
  task<int> operator()() const;
};
task<job> get_job();

task<void> combined_otherwise_ok() {
  co_await when_all(co_await get_sender(), co_await get_job());
  auto make = [] { return number(); };
  auto get = [make]() -> task<decltype(make)> { co_return make; };
  co_await when_all(co_await get());
}

constexpr bool verbose = false;

task<void> discarded_branch_ok() {
  if constexpr (verbose)
    co_await when_all(co_await number(), co_await other(1));
}
