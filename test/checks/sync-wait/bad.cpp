// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What coro-sync-wait finds.
// RUN: %lint %s sync-wait,blocking-call
#include "task.hpp"
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <unistd.h>
#include <vector>

task<int> number();
task<void> tick();

// A library that the model doesn't know: the name and the argument tell.
namespace home {
template <class T> T sync_wait(task<T> &&work);
template <class T> T sync_wait(task<T> &work);
struct blocking_wait_fn {
  template <class T> T operator()(task<T> &&work) const;
};
inline constexpr blocking_wait_fn blocking_wait;
struct runner {
  void block_on(task<void> work);
};
} // namespace home

namespace cppcoro {
template <class Awaitable> auto sync_wait(Awaitable &&work) -> int;
}

task<void> by_name_bad() {
  home::sync_wait(number()); // warns: 'home::sync_wait' // fixed: co_await number();
  int n = home::sync_wait(number()); // warns: waits for an awaitable // fixed: int n = co_await number();
  auto work = number();
  home::sync_wait(work); // warns: sync_wait // suggested: co_await std::move(work);
  home::runner().block_on(tick()); // warns: block_on // fixed: co_await tick();
  home::sync_wait(/* soon */ number()); // warns: sync_wait // fixed: co_await /* soon */ number();
  home::blocking_wait(number()); // warns: 'home::blocking_wait' // fixed: co_await number();
  if (home::sync_wait(number()) > n) // warns: sync_wait // fixed: if (co_await number() > n)
    co_return;
}

#define ID(x) x
#define TWICE(x) ((x) ? (x) : 0)
task<void> macros_bad() {
  int n = ID(home::sync_wait(number())) + 1; // warns: sync_wait // note: every definition of 'ID' has to allow 'co_await' // suggested: int n = ID(co_await number()) + 1;
  n = TWICE(home::sync_wait(number())); // warns: sync_wait // note: await it instead: 'co_await ...'
  co_return;
}

task<int> of_the_model_bad() {
  co_return cppcoro::sync_wait(number()); // warns: 'cppcoro::sync_wait' waits // fixed: co_return co_await number();
}

// A future that can be awaited.
template <class T> struct future {
  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
  T get();
  void wait();
  template <class Duration> bool wait_for(Duration time);
  bool is_ready() const;
  bool valid() const;
};
future<int> start();

task<int> future_bad(future<int> parameter) {
  int n = start().get(); // warns: 'future::get' // fixed: int n = co_await start();
  auto local = start();
  local.wait(); // warns: 'future::wait' // suggested: co_await local;
  n += parameter.get(); // warns: 'future::get' // suggested: n += co_await parameter;
  if (!local.wait_for(std::chrono::seconds(1))) // warns: 'future::wait_for'
    co_return 0;
  co_return n;
}

// One that an operator makes awaitable, for this very class.
struct ticket {
  int get();
};
future<int> operator co_await(ticket t);
task<int> operator_bad(ticket t) {
  co_await tick();
  co_return t.get(); // warns: 'ticket::get'
}

struct pool {
  struct schedule_operation : std::suspend_always {};
  schedule_operation schedule();
};
struct thread_pool : pool {};

// Waiting for a pool on that pool deadlocks too.
task<void> after_a_switch_bad(thread_pool &workers) {
  co_await workers.schedule();
  sleep(1);
  home::sync_wait(number()); // warns: sync_wait // fixed: co_await number();
}

// Where co_await may not stand there is no fix.
task<void> no_fix_bad() {
  try {
    co_await tick();
  } catch (...) {
    home::sync_wait(number()); // warns: sync_wait // note: in a catch handler
  }
  auto wait = [] { home::sync_wait(number()); }; // warns: sync_wait // note: in a lambda that is no coroutine
  wait();
}

// Through a helper it is a blocking call.
int helper() { return home::sync_wait(number()); } // note: calls 'home::sync_wait', which blocks
task<void> helper_bad() {
  co_await tick();
  helper(); // warns blocking-call: 'helper' blocks // note: make 'helper' a coroutine, and await it
}

// What binds looser than co_await keeps its place.
task<int> operator+(task<int> a, task<int> b);
task<void> precedence_bad(bool b, std::vector<task<int>> v) {
  home::sync_wait(b ? number() : number()); // warns: sync_wait // fixed: co_await (b ? number() : number());
  int n = home::sync_wait(number() + number()); // warns: sync_wait // fixed: int n = co_await (number() + number());
  home::sync_wait(v[0]); // warns: sync_wait // suggested: co_await std::move(v[0]);
  n = home::sync_wait([]() -> task<int> { co_return 1; }()); // warns: sync_wait // fixed: n = co_await []() -> task<int> { co_return 1; }();
  co_await tick();
  (void)n;
}

// Through what points to it.
task<int> pointed_to_bad(std::unique_ptr<future<int>> owned, future<int> *other) {
  int n = owned->get(); // warns: get // note: await it instead
  co_return n + other->get(); // warns: get // note: await it instead
}
