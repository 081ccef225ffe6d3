// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Used again after it was used up.
// RUN: %lint %s double-await
#include "task.hpp"
#include <array>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

task<void> work();
task<int> number();
task<void> run(task<void> inner);
template <class... T> task<void> when_all(T &&...tasks);
template <class T> void spawn(T &&work);
bool flag();

task<void> awaited_twice_bad() {
  auto t = work();
  co_await std::move(t); // note: 't' was awaited here
  co_await std::move(t); // warns: 't' is awaited after it was awaited
}

inline bool sometimes() {
  return flag();
}
task<void> loop_bad() {
  auto t = work();
  do {
    co_await std::move(t); // warns: 't' is awaited after it was awaited
  } while (sometimes());
}

task<void> through_a_cast_bad() {
  auto t = work();
  co_await static_cast<task<void> &&>(t);
  co_await static_cast<task<void> &&>(t); // warns: 't' is awaited
}

task<void> spawned_then_awaited_bad() {
  auto t = work();
  spawn(std::move(t)); // note: 't' was moved from here
  co_await std::move(t); // warns: 't' is awaited after it was moved from
}

task<void> awaited_then_combined_bad() {
  auto a = work();
  auto b = work();
  co_await std::move(a);
  co_await when_all(std::move(a), std::move(b)); // warns: 'a' is moved from after it was awaited
}

task<void> combined_twice_bad() {
  auto a = work();
  co_await when_all(std::move(a), std::move(a)); // warns: 'a' is moved from after it was moved from
}

task<void> moved_to_another_bad() {
  auto t = work();
  auto other = std::move(t);
  co_await std::move(other);
  co_await std::move(t); // warns: 't' is awaited after it was moved from
}

task<void> by_value_argument_bad() {
  auto t = work();
  co_await run(std::move(t));
  co_await run(std::move(t)); // warns: 't'
}

task<void> captured_bad() {
  auto t = work();
  auto later = [t = std::move(t)]() mutable -> task<void> {
    co_await std::move(t);
    co_await std::move(t); // warns: 't' is awaited after it was awaited
  };
  co_await std::move(t); // warns: 't' is awaited after it was moved from
  co_await later();
}

task<void> in_a_loop_bad() {
  auto t = work();
  for (int i = 0; i < 3; ++i)
    co_await std::move(t); // warns: 't' is awaited after it was awaited // note: in an earlier iteration of the loop
}

task<void> in_a_condition_bad() {
  auto t = number();
  while (co_await std::move(t)) // warns: 't'
    ;
}

task<void> retried_bad() {
  auto t = number();
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_await std::move(t); // warns: 't'
      co_return;
    } catch (...) {
    }
  }
}

task<void> on_some_path_bad() {
  auto t = work();
  if (flag())
    co_await std::move(t); // note: awaited here
  co_await std::move(t); // warns: 't'
}

task<void> on_both_branches_bad(bool which) {
  auto t = work();
  if (which)
    co_await std::move(t);
  else
    spawn(std::move(t));
  co_await std::move(t); // warns: 't'
}

task<void> after_a_switch_bad(int n) {
  auto t = work();
  switch (n) {
  case 0:
    co_await std::move(t);
    [[fallthrough]];
  case 1:
    co_await std::move(t); // warns: 't'
  }
}

task<void> with_goto_bad(int n) {
  auto t = work();
again:
  co_await std::move(t); // warns: 't'
  if (--n)
    goto again;
}

task<void> by_value_parameter_bad(task<void> given) {
  co_await std::move(given);
  co_await std::move(given); // warns: 'given'
}

task<void> rvalue_parameter_bad(task<void> &&given) {
  co_await std::move(given);
  co_await std::move(given); // warns: 'given'
}

task<void> structured_binding_bad() {
  auto [a, b] = std::pair(work(), work());
  co_await std::move(a);
  co_await std::move(b);
  co_await std::move(a); // warns: 'a'
}

task<void> elements_bad() {
  std::array<task<void>, 2> all{work(), work()};
  co_await std::move(all[0]);
  co_await std::move(all[1]);
  co_await std::move(all[0]); // warns: 'all'
  std::optional<task<void>> perhaps = work();
  co_await std::move(*perhaps);
  co_await std::move(*perhaps); // warns: 'perhaps'
  std::tuple both(work(), work());
  co_await std::get<0>(std::move(both));
  co_await std::get<0>(std::move(both)); // warns: 'both'
}

task<void> prolonged_bad() {
  auto &&t = work();
  co_await std::move(t);
  co_await std::move(t); // warns: 't'
}

task<task<void>> returned_bad() {
  auto t = work();
  co_await std::move(t);
  co_return std::move(t); // warns: 't'
}

task<void> asked_between_bad() {
  auto t = work();
  co_await std::move(t);
  bool valid = t.valid();
  co_await std::move(t); // warns: 't'
  (void)valid;
}

template <class T> task<void> in_a_template_bad(T) {
  auto t = work();
  co_await std::move(t);
  co_await std::move(t); // warns: 't'
}
template task<void> in_a_template_bad(int);
template task<void> in_a_template_bad(long);

template <class T> task<void> never_instantiated_bad(T) {
  auto t = work();
  co_await std::move(t);
  co_await std::move(t); // warns: 't'
}

void in_a_plain_function_bad() {
  auto t = work();
  spawn(std::move(t));
  spawn(std::move(t)); // warns: 't' is moved from after it was moved from
}

// Whose operator asks for no rvalue, but leaves nothing behind.
struct once {
  std::coroutine_handle<> handle;
  auto operator co_await() noexcept {
    struct awaiter {
      std::coroutine_handle<> handle;
      bool await_ready() noexcept { return false; }
      auto await_suspend(std::coroutine_handle<>) noexcept { return handle; }
      void await_resume() noexcept {}
    };
    return awaiter{std::exchange(handle, {})};
  }
};
once make_once();

task<void> given_away_bad() {
  auto t = make_once();
  co_await t;
  co_await t; // warns: 't' is awaited after it was awaited
}

// Whatever its operator asks for, a task that was moved from is empty.
struct unqualified {
  struct promise_type {
    unqualified get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  std::coroutine_handle<promise_type> handle;
  std::suspend_always operator co_await() noexcept;
};
unqualified make_unqualified();

task<void> moved_from_by_awaiting_bad() {
  auto t = make_unqualified();
  co_await std::move(t);
  co_await std::move(t); // warns: 't'
}

template <class T> task<void> forwarded_bad(T &&given) {
  co_await std::forward<T>(given);
  co_await std::forward<T>(given); // warns: 'given'
}
template task<void> forwarded_bad(task<void> &&);

// What changed in between is no opposite any more.
task<void> no_opposites_bad(std::optional<int> o, std::unique_ptr<int> u, int n) {
  auto t1 = work(), t2 = work(), t3 = work();
  if (o)
    co_await std::move(t1);
  o.reset();
  if (!o)
    co_await std::move(t1); // warns: 't1'
  if (u)
    co_await std::move(t2);
  auto taken = std::move(u);
  if (!u)
    co_await std::move(t2); // warns: 't2'
  if (n > 0)
    co_await std::move(t3);
  if (n >= 0)
    co_await std::move(t3); // warns: 't3'
}
