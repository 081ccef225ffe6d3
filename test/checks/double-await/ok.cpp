// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Once on each path, or what can be awaited often.
// RUN: %lint %s double-await
#include "no_loop.hpp"
#include "task.hpp"
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

task<void> work();
task<int> number();
task<void> wrap(task<void> inner);
template <class T> void spawn(T &&work);
bool flag();

task<void> once_ok() {
  auto t = work();
  co_await std::move(t);
}

task<void> assigned_anew_ok() {
  auto t = work();
  co_await std::move(t);
  t = work();
  co_await std::move(t);
  t = work();
  t = wrap(std::move(t));
  co_await std::move(t);
  std::exchange(t, work());
  co_await std::move(t);
}

task<void> exclusive_branches_ok(bool which) {
  auto t = work();
  if (which)
    co_await std::move(t);
  else
    spawn(std::move(t));
}

task<void> left_before_ok() {
  auto t = work();
  if (flag()) {
    co_await std::move(t);
    co_return;
  }
  co_await std::move(t);
}

task<int> ternary_ok(bool which) {
  auto t = number();
  co_return which ? co_await std::move(t) : co_await std::move(t) + 1;
}

task<void> switch_ok(int n) {
  auto t = work();
  switch (n) {
  case 0:
    co_await std::move(t);
    break;
  case 1:
    spawn(std::move(t));
    break;
  default:
    co_await std::move(t);
  }
}

inline bool always() {
  return true;
}
task<void> no_loop_ok() {
  auto t = number();
  CHECK_HOLDS(co_await std::move(t));
  auto u = number();
  while (true) {
    co_await std::move(u);
    if (always())
      break;
  }
}

task<void> new_in_each_iteration_ok() {
  for (int i = 0; i < 3; ++i) {
    auto t = work();
    co_await std::move(t);
  }
  auto next = work();
  while (flag()) {
    co_await std::move(next);
    next = work();
  }
}

task<void> loop_left_ok() {
  auto t = work();
  for (;;) {
    if (flag()) {
      co_await std::move(t);
      break;
    }
  }
}

task<void> contrary_conditions_ok(bool first, int n, task<int> *p) {
  auto t = work();
  if (first)
    co_await std::move(t);
  if (!first)
    co_await std::move(t);
  auto u = work();
  if (n == 0)
    co_await std::move(u);
  if (n != 0)
    co_await std::move(u);
  auto v = work();
  if (p)
    co_await std::move(v);
  if (!p)
    spawn(std::move(v));
}

task<void> done_flag_ok() {
  auto t = work();
  bool done = false;
  if (flag()) {
    co_await std::move(t);
    done = true;
  }
  if (!done)
    co_await std::move(t);
}

task<void> flag_in_a_loop_ok() {
  auto t = work();
  bool started = false;
  while (flag()) {
    if (!started) {
      started = true;
      co_await std::move(t);
    }
  }
}

task<void> asked_ok() {
  auto t = work();
  co_await std::move(t);
  if (t.valid())
    co_await std::move(t);
  if (!t.valid())
    t = work();
  co_await std::move(t);
}

task<void> destroyed_ok() {
  auto t = std::make_unique<task<void>>(work());
  co_await std::move(*t);
  t.reset();
  std::optional<task<void>> slot = work();
  co_await std::move(*slot);
  slot.reset();
  slot.emplace(work());
  co_await std::move(*slot);
  slot = work();
  co_await std::move(*slot);
}

task<void> elements_ok(int i, int j) {
  std::array<task<void>, 2> both{work(), work()};
  co_await std::move(both[0]);
  co_await std::move(both[1]);
  std::vector<task<void>> all;
  all.push_back(work());
  all.push_back(work());
  co_await std::move(all[i]);
  co_await std::move(all[j]);
  for (auto &each : all)
    co_await std::move(each);
  for (int k = 0; k < 2; ++k)
    co_await std::move(all[k]);
  co_await std::move(all.back());
  all.pop_back();
  co_await std::move(all.back());
}

task<void> refilled_ok(task<void> &other) {
  auto t = work();
  co_await std::move(t);
  std::swap(t, other);
  co_await std::move(t);
}

void refill(task<void> &t);
task<void> lent_ok() {
  auto t = work();
  co_await std::move(t);
  refill(t);
  co_await std::move(t);
  auto renew = [&] { t = work(); };
  renew();
  co_await std::move(t);
  renew();
  co_await std::move(t);
}

bool try_push(task<void> &&t);
task<void> perhaps_taken_ok() {
  auto t = work();
  while (!try_push(std::move(t)))
    co_await work();
  if (!try_push(std::move(t)))
    co_await std::move(t);
}

// An event, which any number of coroutines may wait for.
struct event {
  struct awaiter {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<> h) noexcept { waiting = h; }
    void await_resume() noexcept;
    std::coroutine_handle<> waiting;
  };
  event();
  event(const event &) = delete;
  awaiter operator co_await() const noexcept;
};

task<void> event_ok() {
  event ready;
  co_await ready;
  co_await ready;
  for (;;)
    co_await ready;
}

// A task whose result may be asked for again.
struct kept {
  struct promise_type {
    kept get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  kept(kept &&) noexcept;
  event::awaiter operator co_await() & noexcept;
  event::awaiter operator co_await() && noexcept;
};
kept keep();

task<void> awaited_as_lvalue_ok() {
  auto t = keep();
  co_await t;
  co_await t;
  co_await std::move(t);
}

// Only awaiting it as an rvalue takes its coroutine away.
struct both_ways {
  std::coroutine_handle<> handle;
  event::awaiter operator co_await() && noexcept {
    return {std::exchange(handle, {})};
  }
  event::awaiter operator co_await() & noexcept { return {handle}; }
};
both_ways make_both_ways();

task<void> lvalue_of_both_ways_ok() {
  auto t = make_both_ways();
  co_await t;
  co_await t;
}

// A copyable one is shared.
struct shared {
  struct promise_type {
    shared get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  shared(const shared &) noexcept;
  event::awaiter operator co_await() const noexcept;
};
shared share();

task<void> shared_ok() {
  auto t = share();
  auto copy = t;
  co_await t;
  co_await std::move(t);
  co_await copy;
}

struct holder {
  task<void> member;
  task<void> run_ok() {
    co_await std::move(member);
    member = work();
    co_await std::move(member);
  }
};

task<void> prvalues_ok() {
  co_await work();
  co_await work();
  std::suspend_always pause;
  co_await pause;
  co_await pause;
}

void unevaluated_ok() {
  auto t = work();
  using type = decltype(std::move(t));
  spawn(std::move(t));
  static_assert(sizeof(t) > 0);
}

task<void> short_circuit_ok(bool a) {
  auto t = number();
  (a && co_await std::move(t)) || (!a && co_await std::move(t));
}

template <class... T> void throw_if_empty(T &&...tasks);
template <class... T> task<void> all_of(T... tasks);

template <class... T> task<void> forwarded_ok(T &&...tasks) {
  throw_if_empty(std::forward<T>(tasks)...);
  co_await all_of(std::forward<T>(tasks)...);
}
template task<void> forwarded_ok(task<void> &&);

template <class T> task<void> forwarded_by_a_cast_ok(T &&given) {
  throw_if_empty(static_cast<T &&>(given));
  co_await static_cast<T &&>(given);
}
template task<void> forwarded_by_a_cast_ok(task<void> &&);

// Conditions that are each other's opposite, however they are written.
task<void> opposites_ok(std::optional<int> o, std::unique_ptr<int> u, std::string s, int n, int *p, bool b) {
  auto t1 = work(), t2 = work(), t3 = work(), t4 = work(), t5 = work(), t6 = work();
  if (o)
    co_await std::move(t1);
  if (!o.has_value())
    co_await std::move(t1);
  if (u != nullptr)
    co_await std::move(t2);
  if (!u)
    co_await std::move(t2);
  if (s.empty())
    co_await std::move(t3);
  if (!s.empty())
    co_await std::move(t3);
  if (n < 10)
    co_await std::move(t4);
  if (10 <= n)
    co_await std::move(t4);
  if (p)
    co_await std::move(t5);
  if (p == nullptr)
    co_await std::move(t5);
  if (b)
    co_await std::move(t6);
  if (b == false)
    co_await std::move(t6);
}

// Copies share the state: moving one leaves that alone.
template <class T> struct shared_task {
  struct promise_type {
    shared_task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    template <class U> void return_value(U &&);
  };
  std::shared_ptr<T> state;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  const T &await_resume() const;
};
shared_task<int> make_shared_task();
task<int> shared_state_ok() {
  auto x = make_shared_task();
  int p = co_await std::move(x);
  int q = co_await std::move(x);
  co_return p + q;
}

// Another task may be where the last one was.
task<void> erased_ok(std::vector<task<void>> q, std::vector<task<void>> other) {
  co_await std::move(q[0]);
  q.erase(q.begin());
  co_await std::move(q[0]);
  q.swap(other);
  co_await std::move(q[0]);
  std::erase_if(q, [](auto &each) { return !each.valid(); });
  co_await std::move(q[0]);
}

// Only destroyed.
task<void> disposed_ok() {
  auto t = work();
  co_await std::move(t);
  { auto gone = std::move(t); }
  [[maybe_unused]] task<void> left{std::move(t)};
}
