// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One needs the other, or may; or they run at the same time.
// RUN: %lint %s sequential-await
#include "sequences.hpp"
#include <ranges>

task<int> result_used_ok() {
  int a = co_await fetch(1);
  int b = co_await fetch(a);
  int c = co_await fetch(co_await fetch(b));
  co_return c;
}

task<int> through_a_variable_ok() {
  int a = co_await fetch(1);
  int next = a + 1;
  int b = co_await fetch(next);
  co_return b;
}

task<int> object_ok(store &s) {
  int a = co_await s.put(1);
  int b = co_await s.get(2);
  co_return a + b;
}

task<int> reference_ok(std::string &text) {
  int a = co_await append(text);
  int b = co_await length(text);
  co_return a + b;
}

task<int> one_expression_ok(std::string &text) {
  co_return co_await append(text) + co_await length(text);
}

task<int> pointer_ok(store *p) {
  int a = co_await save(p);
  int b = co_await p->get(1);
  co_return a + b;
}

task<int> shared_owner_ok(std::shared_ptr<store> shared) {
  int a = co_await share(shared);
  int b = co_await shared->get(1);
  co_return a + b;
}

task<int> other_name_ok(store &s) {
  store &same = s;
  int a = co_await same.put(1);
  int b = co_await s.get(2);
  co_return a + b;
}

store &global_store();

task<int> result_of_a_function_ok() {
  int a = co_await global_store().put(1);
  int b = co_await global_store().get(2);
  co_return a + b;
}

task<int> written_later_ok(std::string &text) {
  int a = co_await length(text);
  int b = co_await append(text);
  co_return a + b;
}

struct service {
  int state;
  task<int> one();
  task<int> two();
  task<int> same_object_ok() {
    int a = co_await one();
    int b = co_await two();
    co_return a + b;
  }
  task<int> by_lambda_ok() {
    auto step = [this]() -> task<int> { co_return ++state; };
    int a = co_await step();
    int b = co_await step();
    co_return a + b;
  }
};

task<int> captured_ok() {
  int state = 0;
  auto step = [&]() -> task<int> { co_return ++state; };
  int a = co_await step();
  int b = co_await step();
  co_return a + b;
}

task<void> void_ok() {
  co_await work();
  co_await work();
}

task<int> void_between_ok() {
  int a = co_await fetch(1);
  co_await work();
  int b = co_await fetch(2);
  co_return a + b;
}

task<int> condition_ok() {
  int a = co_await fetch(1);
  if (a > 1)
    co_return a;
  int b = co_await fetch(2);
  co_return b;
}

task<bool> short_circuit_ok(bool flag) {
  bool a = co_await fetch(1) && co_await fetch(2);
  int b = co_await fetch(3) ? co_await fetch(1) : co_await fetch(2);
  co_return a &&b;
}

task<int> something_between_ok() {
  int a = co_await fetch(1);
  use(a, a);
  int b = co_await fetch(2);
  co_return a + b;
}

task<int> together_ok() {
  auto [a, b] = co_await when_all(fetch(1), fetch(2));
  co_return a + b;
}

task<void> eager_ok() {
  auto first = begun();
  auto second = begun();
  co_await first;
  co_await second;
}

struct event {
  bool await_ready();
  void await_suspend(std::coroutine_handle<> h) { h.resume(); }
  int await_resume();
};

task<int> events_ok(event &first, event &second) {
  int a = co_await first;
  int b = co_await second;
  co_return a + b;
}

// Loops.

task<int> state_ok(const std::vector<int> &ids) {
  int state = 0;
  for (int id : ids)
    state = co_await step(state, id);
  co_return state;
}

task<void> shared_object_ok(const std::vector<int> &ids, store &to) {
  for (int id : ids)
    co_await to.put(id);
}

task<int> search_ok(const std::vector<int> &ids) {
  for (int id : ids)
    if (co_await fetch(id) > 1)
      co_return id;
  for (int id : ids) {
    int found = co_await fetch(id);
    if (found)
      break;
  }
  co_return 0;
}

task<void> retries_ok() {
  for (int i = 0; i < 3; ++i)
    co_await fetch(1);
  for (;;)
    co_await fetch(1);
}

task<void> polling_ok() {
  while (co_await fetch(1))
    co_await fetch(2);
}

task<void> carried_ok(const std::vector<int> &ids) {
  int previous = 0;
  for (int id : ids) {
    co_await fetch(id + previous);
    previous = id;
  }
  std::vector<int> seen;
  for (int id : ids) {
    if (seen.empty())
      co_await fetch(id);
    seen.push_back(id);
  }
}

task<void> paced_ok(const std::vector<int> &ids, event &tick) {
  for (int id : ids) {
    co_await fetch(id);
    co_await tick;
  }
}

// They run already.
template <class T> task<T> spawn_joinable(task<T> work);

task<void> started_ok() {
  std::vector<task<int>> all;
  for (int i = 0; i < 3; ++i)
    all.emplace_back(spawn_joinable(fetch(i)));
  for (int i = 0; i < 3; ++i)
    co_await std::move(all[i]);
  for (auto &each : all)
    co_await std::move(each);
  auto first = spawn_joinable(fetch(1));
  auto second = spawn_joinable(fetch(2));
  int a = co_await std::move(first);
  int b = co_await std::move(second);
  use(a, b);
}

struct stream {
  struct iterator {
    int operator*();
    task<void> operator++();
    bool operator!=(const iterator &) const;
  };
  task<iterator> begin();
  iterator end();
};

task<void> stream_ok(stream from) {
  for co_await (int id : from)
    co_await fetch(id);
}

// What one iteration makes of its await decides about the next.
task<bool> good(int);
task<int> each(int);
task<int> until_enough_ok(std::vector<int> v) {
  int sum = 0;
  for (std::size_t i = 0; i < v.size() && sum < 10; ++i)
    sum += co_await each(v[i]);
  co_return sum;
}
task<void> pages_ok() {
  bool more = true;
  for (int page = 0; more; ++page)
    more = co_await good(page);
}
task<bool> short_circuit_ok(std::vector<int> v) {
  bool all = true;
  for (int i : v)
    all = all && co_await good(i);
  co_return all;
}
task<int> neighbours_ok(std::vector<int> v) {
  for (std::size_t i = 1; i < v.size(); ++i)
    v[i] = co_await each(v[i - 1]);
  co_return v.back();
}

// Started by a call of their own, or by whoever is given them.
struct startable {
  struct promise_type;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  void start();
};
struct startable::promise_type {
  startable get_return_object();
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void return_value(int);
  void unhandled_exception();
};
startable ready_to_start(int);
void run_soon(startable &);
startable self_started_ok() {
  auto first = ready_to_start(1);
  auto second = ready_to_start(2);
  first.start();
  run_soon(second);
  int a = co_await first;
  int b = co_await second;
  co_return a + b;
}
startable all_started_ok(std::vector<int> ids) {
  std::vector<startable> all, moved;
  for (int id : ids) {
    auto each = ready_to_start(id);
    each.start();
    moved.push_back(std::move(each));
    all.emplace_back(ready_to_start(id)).start();
  }
  int sum = 0;
  for (auto &each : all)
    sum += co_await each;
  for (auto &each : moved)
    sum += co_await each;
  co_return sum;
}

// A lock or a permit is held while the next task runs.
struct guard {
  guard(guard &&);
  ~guard();
  int count() const;
};
struct async_mutex {
  task<guard> lock();
  task<guard> hold();
  task<guard> scoped_lock_async();
};
task<int> held_ok(async_mutex &m, async_mutex &n) {
  auto held = co_await m.hold();
  auto both = co_await n.lock();
  int x = co_await fetch(both.count());
  co_return x;
}
task<int> held_in_loop_ok(std::vector<int> ids, async_mutex &m) {
  int sum = 0;
  for (int id : ids) {
    auto held = co_await m.scoped_lock_async();
    sum += co_await fetch(id);
  }
  co_return sum;
}

// Awaited twice, it still runs once.
struct shared_task {
  struct promise_type {
    shared_task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  int await_resume() const;
};
shared_task shared(int id);
task<int> shared_ok() {
  auto t = shared(1);
  int a = co_await t;
  int b = co_await t;
  co_return a + b;
}

// Whether there is a next element depends on the sum.
task<int> until_enough_ok() {
  int sum = 0;
  for (int i : std::views::iota(0, 10) | std::views::take_while([&sum](int) { return sum < 100; }))
    sum += co_await fetch(i);
  co_return sum;
}
