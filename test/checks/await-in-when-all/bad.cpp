// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Awaited before the combinator sees it.
// RUN: %lint %s await-in-when-all
#include "combinators.hpp"

task<int> both_bad() {
  auto [a, b] = co_await when_all(co_await number(), co_await other(1)); // warns: these 2 are awaited one after the other before 'when_all' // note: the tasks themselves
  co_return a + b;
}

task<void> one_bad() {
  co_await when_all(co_await number(), other(1)); // warns: this is awaited before 'when_all' sees it
  co_await when_all(other(1), (co_await text())); // warns: this is awaited
}

task<void> others_bad() {
  co_await when_any(co_await number(), co_await text()); // warns: 'when_any'
  co_await gather(co_await number()); // warns: 'gather'
  co_await race(co_await current_executor(), co_await number(), co_await number()); // warns: these 2
  auto later = when_all(co_await number(), number()); // warns: this
  co_await std::move(later);
}

task<void> in_a_list_bad() {
  co_await when_all(std::vector<int>{co_await number(), co_await other(1)}); // warns: these 2
  co_await when_all(std::vector{co_await number()}); // warns: this
  co_await collect_all(std::vector<int>({co_await number(), 1}), 2); // warns: this
}

task<void> moved_bad() {
  auto first = number();
  auto second = number();
  co_await when_all(co_await std::move(first), co_await std::move(second)); // warns: these 2
}

task<void> several_lines_bad() {
  co_await when_all(
      co_await number(), // warns: these 2
      co_await other(1));
}

task<void> within_bad() {
  co_await when_all(co_await when_any(co_await number(), number()), number()); // warns: 'when_all' // warns: 'when_any'
}

namespace cppcoro {
template <class... T> task<void> when_all_ready(T &&...);
}

task<void> qualified_bad() {
  co_await cppcoro::when_all_ready(co_await number(), co_await number()); // warns: 'when_all_ready'
}

struct when_both_fn {
  template <class A, class B> task<void> operator()(A &&, B &&) const;
};
namespace stdexec {
inline constexpr when_both_fn when_all;
}

task<void> function_object_bad() {
  co_await stdexec::when_all(co_await number(), co_await number()); // warns: 'when_all'
}

template <class T> task<T> instantiated_bad(T value) {
  co_await when_all(co_await number(), co_await number()); // warns: 'when_all'
  co_return value;
}
template task<int> instantiated_bad<int>(int);
template task<long> instantiated_bad<long>(long);

auto lambda_bad = []() -> task<void> {
  co_await when_all(co_await number(), co_await number()); // warns: 'when_all'
};

task<void> converted_bad(bool b) {
  co_await when_all(static_cast<long>(co_await number()), number()); // warns: 'when_all'
  co_await when_all(b ? co_await number() : co_await number(), number()); // warns: 'when_all'
}
