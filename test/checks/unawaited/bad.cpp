// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Awaitables that nobody awaits.
// RUN: %lint %s unawaited
#include "eager.hpp"
#include "task.hpp"
#include <utility>
#include <vector>

task<void> work();
task<int> number();
task<task<int>> nested();
nodiscard_eager important();
[[nodiscard]] eager marked();

task<void> statement_bad() {
  work(); // warns: its work never runs
  number(); // warns: 'task
  co_return;
}

void in_a_plain_function_bad() {
  work(); // warns: 'task // note: no coroutine
}

// What tests spell like a statement: it stands in the macro's argument, and is
// expanded elsewhere.
#define EXPECT_DEATH(statement, text)                                          \
  do {                                                                         \
    if (true) {                                                                \
      statement;                                                               \
    }                                                                          \
  } while (false)

void macro_argument_bad() {
  EXPECT_DEATH(work(), "x"); // warns: 'task
  EXPECT_DEATH(
      { number(); }, // warns@-1: 'task
      "x");
}

struct queue {
  task<void> push(int);
};

task<void> member_call_bad(queue q, queue *p) {
  q.push(1); // warns: 'task
  p->push(1); // warns: 'task
  co_return;
}

task<void> left_of_a_comma_bad() {
  work(), co_await work(); // warns: 'task
}

task<void> for_increment_bad() {
  for (int i = 0; i < 3; ++i, work()) // warns: 'task
    co_await work();
}

task<void> ternary_bad(bool which) {
  which ? work() : work(); // warns: 'task
  co_return;
}

task<void> lambda_in_place_bad() {
  [] { return work(); }(); // warns: 'task
  []() -> task<void> { co_await work(); }(); // warns: 'task
  co_return;
}

task<void> inner_task_bad() {
  co_await nested(); // warns: 'task
}

task<int> local_bad() {
  auto pending = number(); // warns: 'pending'
  co_return 1;
}

task<int> unused_in_spirit_bad() {
  [[maybe_unused]] auto pending = number(); // warns: 'pending'
  auto _ = work(); // warns: '_'
  auto moved = work(); // warns: 'moved'
  std::move(moved);
  auto asked = work(); // warns: 'asked'
  if (asked.valid())
    co_return 1;
  co_return 2;
}

task<void> moved_to_a_local_bad() {
  auto first = number();
  auto second = std::move(first); // warns: 'second'
  co_return;
}

task<void> container_bad() {
  std::vector<task<int>> all; // warns: 'all'
  all.push_back(number());
  all.emplace_back(number());
  co_return;
}

task<void> branches_bad(bool flag) {
  if (flag)
    work(); // warns: 'task
  else
    work(); // warns: 'task
  for (;;)
    work(); // warns: 'task
  co_return;
}

void eager_that_is_nodiscard_bad() {
  important(); // warns: nodiscard_eager
  marked(); // warns: 'eager'
}

// An awaiter that starts its work in await_suspend.
struct timer {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> h) { start(h); }
  void await_resume() const {}
  void start(std::coroutine_handle<>);
};
timer after(int seconds);

task<void> awaitable_class_bad() {
  after(1); // warns: 'timer'
  co_return;
}

template <class T> task<void> template_bad(T) {
  work(); // warns: 'task
  co_return;
}

template <class T> task<void> instantiated_bad(T) {
  work(); // warns: 'task
  co_return;
}
template task<void> instantiated_bad<int>(int);
template task<void> instantiated_bad<long>(long);

task<void> lambda_body_bad() {
  auto inner = [] {
    work(); // warns: 'task
  };
  inner();
  co_return;
}

task<void> perhaps_awaited_bad(bool now) {
  auto t = work();
  if (now)
    co_await std::move(t);
  auto later = std::move(t); // warns: 'later' holds a 'task'
}
