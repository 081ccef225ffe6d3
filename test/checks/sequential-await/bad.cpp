// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Awaited one after the other though none needs another.
// RUN: %lint %s sequential-await
#include "../../libraries/Inputs/cppcoro.hpp"
#include "sequences.hpp"
#include <ranges>

task<int> two_bad() {
  int a = co_await fetch(1); // warns: these 2 tasks are awaited one after the other // note: a combinator such as 'when_all'
  int b = co_await fetch(2);
  co_return a + b;
}

task<int> three_bad(const std::string &name) {
  auto a = co_await length(name); // warns: these 3 tasks
  auto b = co_await length(name);
  auto c = co_await length("literal");
  co_return a + b + c;
}

task<int> in_one_expression_bad() {
  co_return co_await fetch(1) + co_await fetch(2); // warns: these 2
}

task<void> arguments_bad() {
  use(co_await fetch(1), co_await fetch(2)); // warns: these 2
}

task<int> across_forms_bad() {
  int a;
  a = co_await fetch(1); // warns: these 3
  co_await fetch(2);
  if (co_await fetch(3) > 1)
    co_return a;
  co_return 2;
}

task<int> made_before_bad() {
  auto first = fetch(1);
  auto second = fetch(2);
  int a = co_await std::move(first); // warns: these 2
  int b = co_await std::move(second);
  co_return a + b;
}

task<int> given_bad(task<int> first, task<int> second) {
  int a = co_await std::move(first); // warns: these 2
  int b = co_await std::move(second);
  co_return a + b;
}

task<int> const_object_bad(const store &from, store own) {
  int a = co_await from.get(1); // warns: these 3
  int b = co_await from.get(2);
  int c = a + b;
  c += co_await own.put(1);
  co_return c;
}

task<int> other_objects_bad(store &left, store &right) {
  int a = co_await left.put(1); // warns: these 2
  int b = co_await right.put(2);
  co_return a + b;
}

struct pair {
  store left, right;
  task<int> members_bad() {
    int a = co_await left.put(1); // warns: these 2
    int b = co_await right.put(2);
    co_return a + b;
  }
};

task<int> group_after_a_dependence_bad() {
  int a = co_await fetch(1);
  int b = co_await fetch(a); // warns: these 2
  int c = co_await fetch(2);
  co_return b + c;
}

task<int> inner_block_bad(bool flag) {
  if (flag) {
    auto [x, y] = co_await both(); // warns: these 2
    auto z = co_await fetch(3);
    co_return x + y + z;
  }
  try {
    int a = co_await fetch(1); // warns: these 2
    int b = co_await fetch(2);
    co_return a + b;
  } catch (...) {
  }
  switch (int n = 1; n) {
  case 1: {
    int a = co_await fetch(1); // warns: these 2
    int b = co_await fetch(2);
    co_return a + b;
  }
  }
  co_return 0;
}

task<int> declarations_between_bad() {
  int a = co_await fetch(1); // warns: these 2
  std::string name = "x";
  int b = co_await length(name);
  co_return a + b;
}

// Loops.

task<int> elements_bad(const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids)
    sum += co_await fetch(id); // warns: each iteration awaits its task // note: await them together
  co_return sum;
}

task<std::vector<int>> collected_bad(const std::vector<std::string> &names) {
  std::vector<int> lengths;
  for (const auto &name : names)
    lengths.push_back(co_await length(name)); // warns: each iteration
  co_return lengths;
}

task<void> void_tasks_bad(std::vector<store> &stores) {
  for (store &each : stores) {
    co_await each.flush(); // warns: each iteration
  }
}

task<void> index_bad(std::vector<int> &results) {
  for (std::size_t i = 0; i < results.size(); ++i)
    results[i] = co_await fetch(static_cast<int>(i)); // warns: each iteration
}

task<void> made_before_in_a_container_bad(std::vector<task<void>> all) {
  for (auto &each : all)
    co_await std::move(each); // warns: each iteration
}

task<int> steps_of_an_iteration_bad(const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) {
    if (id < 0)
      continue;
    int first = co_await fetch(id); // warns: each iteration
    sum += co_await fetch(first);
  }
  co_return sum;
}

task<void> derived_bad(const std::vector<int> &ids) {
  for (int id : ids) {
    std::string key = std::to_string(id);
    co_await length(key); // warns: each iteration
  }
}

template <class T> task<T> instantiated_bad(T value) {
  T a = co_await fetch(1); // warns: these 2
  T b = co_await fetch(2);
  co_return a + b + value;
}
template task<int> instantiated_bad<int>(int);
template task<long> instantiated_bad<long>(long);

auto lambda_bad = []() -> task<int> {
  int a = co_await fetch(1); // warns: these 2
  int b = co_await fetch(2);
  co_return a + b;
};

cppcoro::task<int> get(int id);

cppcoro::task<int> framework_bad() {
  int a = co_await get(1); // warns: these 2 // note: together with 'cppcoro::when_all'
  int b = co_await get(2);
  co_return a + b;
}

task<int> item(int);
task<int> own_elements_bad(std::vector<int> v) {
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = co_await item(v[i]); // warns: each iteration
  co_return v.back();
}

// Strings are no locks.
task<std::string> name(int id);
task<int> strings_bad() {
  std::string first = co_await name(1); // warns: these 2
  std::string second = co_await name(2);
  co_return first.size() + second.size();
}
task<int> filtered_bad(std::vector<int> ids) {
  int sum = 0;
  for (int i : ids | std::views::filter([](int each) { return each > 0; }))
    sum += co_await fetch(i); // warns: each iteration
  co_return sum;
}
