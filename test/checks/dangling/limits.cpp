// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the check doesn't see, and why.
// RUN: %lint %s dangling
#include "lifetimes.hpp"

// Nothing is known of who gets it.
void keep(task<int> work);
void missed_alarm_unknown_function() { keep(length("x")); }

// The local may well outlive the task: main() runs the loop below.
void missed_alarm_spawned_with_a_local(context &where) {
  std::string name = "x";
  co_spawn(where, length(name), detached_token());
}

// A task in an outer container may have been awaited within the iteration.
task<void> missed_alarm_local_of_a_loop() {
  std::vector<task<int>> all;
  for (int i = 0; i < 3; ++i) {
    std::string name = std::to_string(i);
    all.push_back(length(name));
  }
  co_await when_all(std::move(all));
}

// What a class keeps of its constructor's arguments isn't followed.
struct keeper {
  const std::string *name;
  keeper(const std::string &name) : name(&name) {}
};
task<int> use(keeper with);

task<void> missed_alarm_in_a_class() {
  auto pending = use(keeper(std::string("x")));
  co_await std::move(pending);
}

// The function may return what outlives its object.
const std::string &name_of(const record &of);

task<void> missed_alarm_result_of_a_function() {
  auto pending = length(name_of(make()));
  co_await std::move(pending);
}
