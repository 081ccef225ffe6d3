// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the fixes write, and where there is none.
// RUN: %lint %s unawaited
#include "generator.hpp"
#include "task.hpp"
#include <optional>
#include <utility>

task<void> work();
task<int> number();
task<task<int>> nested();

task<void> statement_bad() {
  work(); // warns: task // fixed: co_await work();
  if (true)
    work(); // warns: task // fixed: co_await work();
  co_return;
}

task<void> ternary_bad(bool which) {
  which ? work() : work(); // warns: task // fixed: co_await (which ? work() : work());
  co_return;
}

task<int> local_bad() {
  auto value = number(); // warns: 'value' // fixed: auto value = co_await number();
  const auto constant = number(); // warns: 'constant' // fixed: const auto constant = co_await number();
  auto nothing = work(); // warns: 'nothing' // fixed: co_await work();
  task<int> typed = number(); // warns: 'typed' // fixed: co_await number();
  co_return 1;
}

// Braces and parentheses mean the same.
task<int> initialised_bad() {
  auto braced{number()}; // warns: 'braced' // fixed: auto braced{co_await number()};
  auto round(number()); // warns: 'round' // fixed: auto round(co_await number());
  auto nothing{work()}; // warns: 'nothing' // fixed: co_await work();
  task<int> typed{number()}; // warns: 'typed' // fixed: co_await number();
  task<int> round_typed(number()); // warns: 'round_typed' // fixed: co_await number();
  task<int> listed = {number()}; // warns: 'listed' // fixed: co_await number();
  co_return 1;
}

task<int> declarations_bad() {
  [[maybe_unused]] auto marked = work(); // warns: 'marked' // fixed: co_await work();
  auto &&prolonged = number(); // warns: 'prolonged' // fixed: co_await number();
  auto one = number(), two = number(); // warns: 'one' // warns: 'two'
  auto asked = number(); // warns: 'asked'
  static_assert(sizeof(asked) > 0);
  std::optional<task<int>> wrapped = number(); // warns: 'wrapped'
  static int once = (work(), 1); // warns: 'task'
  co_return once;
}

task<void> overwritten_bad() {
  auto pending = work();
  pending = work(); // warns: 'pending'
  co_await std::move(pending);
  pending = work(); // warns: 'pending'
}

struct stream {};
task<void> operator|(stream, int);

task<void> &kept();

task<void> precedence_bad(stream s, int n) {
  s | n; // warns: task // fixed: co_await (s | n);
  work(), ++n; // warns: task // fixed: co_await work(), ++n;
  ++n, work(); // warns: task // fixed: ++n, co_await work();
  work(), number(); // warns: task // fixed: co_await work(), co_await number();
  for (; n < 3; ++n, work()) // warns: task // fixed: for (; n < 3; ++n, co_await work())
    co_await work();
  (work()); // warns: task // fixed: (co_await work());
  n = (work(), 1); // warns: task // fixed: n = (co_await work(), 1);
  n ? work() : throw 1; // warns: task // fixed: co_await (n ? work() : throw 1);
  std::move(work()); // warns: task // fixed: co_await std::move(work());
  kept(), work(); // warns: task // fixed: kept(), co_await work();
  ({ work(); }); // warns: task
}

task<void> inner_bad() {
  co_await nested(); // warns: task // fixed: co_await co_await nested();
}

task<void> lambda_coroutine_bad() {
  auto inner = []() -> task<void> {
    work(); // warns: task // fixed: co_await work();
    co_return;
  };
  co_await inner();
}

void plain_function_bad() {
  work(); // warns: task // note: this function is no coroutine
}

// Its promise takes no co_await.
generator<int> generator_bad() {
  work(); // warns: task
  co_yield 1;
}

task<void> catch_handler_bad() {
  try {
    co_await work();
  } catch (...) {
    work(); // warns: task
  }
}

task<void> lambda_bad() {
  auto inner = [] {
    work(); // warns: task
  };
  inner();
  co_return;
}

#define DROP() work()

task<void> macro_bad() {
  DROP(); // warns: task
  co_return;
}

// An awaiter that is made on the spot.
void wake_up(std::coroutine_handle<>);
struct delay {
  explicit delay(int milliseconds);
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<> caller) const { wake_up(caller); }
  void await_resume() const;
};
task<void> awaiter_bad() {
  delay(5); // warns: this 'delay' is discarded // fixed: co_await delay(5);
  delay{5}; // warns: this 'delay' is discarded // fixed: co_await delay{5};
  (void)delay(5);
  co_await delay(5);
}

// It can be awaited by its own kind of coroutines only.
struct closed {
  struct promise_type {
    closed get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<promise_type> caller) { wake_up(caller); }
  void await_resume();
};
closed make_closed();
task<void> other_promise_bad() {
  make_closed(); // warns: closed // note: await it
  co_return;
}
closed own_promise_bad() {
  make_closed(); // warns: closed // fixed: co_await make_closed();
  co_return;
}
template <class Promise> concept knows_its_loop = requires(Promise p) { p.loop(); };
struct demanding {
  bool await_ready();
  template <knows_its_loop Promise> void await_suspend(std::coroutine_handle<Promise> caller) { wake_up(caller); }
  void await_resume();
};
demanding make_demanding();
task<void> constrained_bad() {
  make_demanding(); // warns: demanding // note: await it
  co_return;
}

// `co_await` binds closer than an operator.
task<int> operator+(task<int>, int);
task<int> operations_bad() {
  auto sum = number() + 1; // warns: 'sum' // fixed: auto sum = co_await (number() + 1);
  auto round(number() + 1); // warns: 'round' // fixed: auto round(co_await (number() + 1));
  task<int> typed = number() + 1; // warns: 'typed' // fixed: co_await (number() + 1);
  co_return 1;
}

// The promise takes other tasks only.
template <class Type> struct picky {
  struct base {
    Type get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct of_numbers : picky<of_numbers> {
  struct promise_type : base {
    of_numbers get_return_object();
    task<int> await_transform(task<int> t);
  };
};
struct of_some : picky<of_some> {
  struct promise_type : base {
    of_some get_return_object();
    template <class U> std::enable_if_t<std::is_same_v<U, int>, task<U>> await_transform(task<U> t);
  };
};
of_numbers other_task_bad() {
  work(); // warns: task
  number(); // warns: task // fixed: co_await number();
  co_return;
}
of_some some_task_bad() {
  work(); // warns: task
  co_return;
}

// The elements of a pack stand at one place.
task<int> element(int n);
template <class... T> task<void> folded_bad(T... n) {
  (element(n), ...); // warns: 'task' // fixed: (co_await element(n), ...);
  (..., (element(n), element(0))); // warns: 'task' // fixed: (..., (co_await element(n), co_await element(0)));
  co_return;
}
task<void> folds() {
  co_await folded_bad(1, 2);
  co_await folded_bad(1, 2, 3);
}
