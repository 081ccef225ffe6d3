// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types are dropped, and which only look like it.
// RUN: %lint %s unawaited
#include "eager.hpp"
#include "generator.hpp"
#include "task.hpp"
#include <coroutine>
#include <functional>
#include <utility>
#include <vector>

task<void> work();

template <class Type, class Start> struct promise_of {
  Type get_return_object();
  Start initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};

// Awaited by a free operator.
struct plain {
  struct promise_type : promise_of<plain, std::suspend_always> {};
};
auto operator co_await(plain) { return std::suspend_always(); }
plain make_plain();

// Awaited by its promise's await_transform alone.
struct transformed {
  struct promise_type : promise_of<transformed, std::suspend_always> {
    std::suspend_always await_transform(transformed);
  };
};
transformed make_transformed();

// Its promise comes from a base.
struct derived : task<void> {
  using task::task;
};
derived make_derived();

// Nobody in sight says when it starts.
struct unknown_start;
struct [[nodiscard]] unknown : task<void> {
  struct promise_type : promise_of<unknown, unknown_start> {};
};
unknown make_unknown();

transformed coroutine_types_bad() {
  make_plain(); // warns: 'plain' is discarded without being awaited: its work never runs
  make_transformed(); // warns: 'transformed'
  make_derived(); // warns: 'derived'
  make_unknown(); // warns: nobody learns how it ends
  co_return;
}

// What awaits are member templates, of a class and of a class template.
void post(std::coroutine_handle<>);
struct any_promise {
  bool await_ready() { return false; }
  template <class Promise> void await_suspend(std::coroutine_handle<Promise> h) { post(h); }
  void await_resume() {}
};
template <class F> struct operation {
  explicit operation(F) {}
  bool await_ready() { return false; }
  template <class Promise> void await_suspend(std::coroutine_handle<Promise> h) { post(h); }
  void await_resume() {}
};
template <class F> struct defined_below {
  explicit defined_below(F) {}
  bool await_ready() { return false; }
  template <class Promise> void await_suspend(std::coroutine_handle<Promise> h);
  void await_resume() {}
};
template <class F> template <class Promise>
void defined_below<F>::await_suspend(std::coroutine_handle<Promise> h) { post(h); }
template <class F> struct told_nothing {
  explicit told_nothing(F) {}
  bool await_ready() { return false; }
  template <class Promise> void await_suspend(std::coroutine_handle<Promise>) {}
  void await_resume() {}
};
any_promise await_any();
template <class F> operation<F> run(F f) { return operation<F>(f); }
template <class F> defined_below<F> run_below(F f) { return defined_below<F>(f); }
template <class F> told_nothing<F> run_nothing(F f) { return told_nothing<F>(f); }

task<void> member_templates_bad() {
  await_any(); // warns: 'any_promise' is discarded without being awaited: its work never runs
  run([] {}); // warns: its work never runs
  run_below(1); // warns: 'defined_below'
  auto kept = run(2); // warns: 'kept'
  co_return;
}

task<void> member_templates_ok() {
  co_await await_any();
  co_await run([] {});
  co_await run_below(1);
  run_nothing(1);
  auto kept = run(2);
  co_await kept;
}

bool awaited_by_hand_ok() {
  auto kept = run(2);
  return await_any().await_ready() || kept.await_ready();
}

// An awaiter that only waits for a coroutine that runs anyway.
struct joining {
  std::coroutine_handle<eager::promise_type> coroutine;
  bool await_ready() { return coroutine.promise().done; }
  void await_suspend(std::coroutine_handle<> h) { coroutine.promise().awaiter = h; }
  void await_resume() {}
};
joining join();
[[nodiscard]] joining join_marked();

void eager_handles_ok() {
  join();
  auto later = join();
}

void eager_handles_bad() {
  join_marked(); // warns: 'joining' is discarded without being awaited: nobody learns how it ends
}

// Whoever drops one starts it: the destructor does.
template <class T> struct dropped_starts {
  struct promise_type : promise_of<dropped_starts, std::suspend_always> {};
  explicit dropped_starts(std::coroutine_handle<promise_type> coroutine) : coroutine(coroutine) {}
  dropped_starts(dropped_starts &&other) : coroutine(std::exchange(other.coroutine, nullptr)) {}
  ~dropped_starts() {
    if (coroutine)
      coroutine.resume();
  }
  std::coroutine_handle<promise_type> coroutine;
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return coroutine; }
  void await_resume() {}
};
dropped_starts<int> make_started();
[[nodiscard]] dropped_starts<int> make_started_marked();

// The destructor goes on with the coroutine that waits, not with its own.
struct breaks_promise {
  struct promise_type : promise_of<breaks_promise, std::suspend_always> {};
  ~breaks_promise() {
    if (waiting)
      waiting.resume();
  }
  std::coroutine_handle<> waiting;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { waiting = h; }
  void await_resume() {}
};
breaks_promise make_broken();

void dropped_starts_ok() {
  make_started();
  auto later = make_started();
}

void dropped_starts_bad() {
  make_started_marked(); // warns: 'dropped_starts' is discarded without being awaited: nobody learns how it ends
  make_broken(); // warns: 'breaks_promise' is discarded without being awaited: its work never runs
}

// What drives a coroutine by hand.
struct final_awaiter {
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept { return h; }
  void await_resume() noexcept {}
};
struct promise {
  final_awaiter initial_suspend();
  final_awaiter final_suspend() noexcept;
  final_awaiter yield_value(int);
};

void promise_by_hand_ok(promise &p) {
  p.initial_suspend();
  p.final_suspend();
  p.yield_value(1);
  work().operator co_await();
}

// An asynchronous generator: awaiting it gives the next value.
struct stream {
  struct promise_type : promise_of<stream, std::suspend_always> {
    std::suspend_always yield_value(int);
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<> h) { waiting = h; }
    int await_resume();
    std::coroutine_handle<> waiting;
  };
  awaiter operator co_await();
};
stream numbers();
generator<int> more_numbers();

void generators_ok() {
  numbers();
  more_numbers();
  auto unused = numbers();
  auto also_unused = more_numbers();
}

struct inert : std::suspend_always {};
inert nothing();

void inert_awaiters_ok() {
  nothing();
  std::suspend_always();
  auto unused = nothing();
}

task<void> init_statements_bad(std::vector<int> values, int n) {
  if (work(); n) // warns: 'task'
    co_return;
  switch (work(); n) // warns: 'task'
  default:
    break;
  for (work(); n < 3; ++n) // warns: 'task'
    ;
  for (work(); int value : values) // warns: 'task'
    n += value;
  ({ work(); }); // warns: 'task'
}

struct initialiser_bad {
  int count;
  task<void> member;
  initialiser_bad() : count((work(), 1)), member(work()) {} // warns: 'task'
};

template <bool Wait> task<void> left_out_ok() {
  auto pending = work();
  if constexpr (Wait)
    co_await std::move(pending);
  co_return;
}
template task<void> left_out_ok<true>();
template task<void> left_out_ok<false>();

template <bool Wait> task<void> in_no_instantiation_bad() {
  auto pending = work(); // warns: 'pending'
  if constexpr (Wait)
    co_await work();
  co_return;
}
template task<void> in_no_instantiation_bad<true>();

#define CHECK_THROWS(EXPRESSION)                                               \
  try {                                                                        \
    EXPRESSION;                                                                \
  } catch (...) {                                                              \
  }

void macro_bad() {
  CHECK_THROWS(
      work()); // warns@-1: 'task'
}

// It suspends first to go on elsewhere: nobody need await it for its work.
struct executor {
  void execute(std::function<void()> f);
};
struct dispatch_awaiter {
  executor *on;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> h) const {
    on->execute([h] { h.resume(); });
  }
  void await_resume() {}
};
struct dispatched {
  struct promise_type {
    executor *on;
    dispatched get_return_object();
    dispatch_awaiter initial_suspend() { return {on}; }
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
dispatched dispatch();
void dispatched_ok() { dispatch(); }

// One that only keeps the handle has begun nothing.
struct remembering_awaiter {
  std::coroutine_handle<> *self;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> h) { *self = h; }
  void await_resume() {}
};
struct remembered {
  struct promise_type : promise_of<remembered, remembering_awaiter> {};
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
remembered remember();
void remembered_bad() {
  remember(); // warns: 'remembered'
}

// Whoever destroys it resumes what it holds, or has that resumed.
std::vector<std::coroutine_handle<>> to_resume;
struct resumption {
  std::coroutine_handle<> held;
  ~resumption() { later(); }
  void later() {
    if (held)
      to_resume.push_back(held);
  }
  bool await_ready() const { return !held; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    to_resume.push_back(h);
    return std::exchange(held, nullptr);
  }
  void await_resume() {}
};
struct destroying {
  std::coroutine_handle<> held;
  ~destroying() {
    if (held)
      held.destroy();
  }
  bool await_ready() const { return !held; }
  void await_suspend(std::coroutine_handle<> h) { to_resume.push_back(h); }
  void await_resume() {}
};
resumption set(int);
destroying begin(int);
void resumption_ok() { set(1); }
void destroying_bad() {
  begin(1); // warns: 'destroying'
}
