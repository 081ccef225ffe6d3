// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What coro-sync-wait leaves alone.
// RUN: %lint %s sync-wait,blocking-call
#include "task.hpp"
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

task<int> number();
task<void> tick();

template <class T> T sync_wait(task<T> &&work);
void sync_wait(int seconds);
void use(std::function<void()> job);

int not_a_coroutine_ok() { return sync_wait(number()); }

task<void> other_argument_ok() {
  sync_wait(3);
  co_await tick();
}

task<void> elsewhere_ok() {
  std::thread([] { sync_wait(number()); }).detach();
  use([] { sync_wait(number()); });
  co_await tick();
}

task<void> unevaluated_ok() {
  using type = decltype(sync_wait(number()));
  if (false)
    sync_wait(number());
  co_await tick();
  (void)sizeof(type);
}

[[clang::annotate("corolint::allow_blocking")]] task<void> marked_ok() {
  sync_wait(number());
  co_await tick();
}

template <class T> struct future {
  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiter);
  T await_resume();
  T get();
  template <class Duration> bool wait_for(Duration time);
  bool is_ready() const;
};

task<int> awaited_before_ok(future<int> f, future<int> g, future<int> h) {
  co_await f;
  if (g.is_ready())
    co_return g.get();
  if (h.await_ready())
    co_return h.get();
  g.wait_for(std::chrono::seconds(0));
  co_return f.get();
}

// Objects that hold something awaitable are asked for it.
struct connection {
  task<void> close();
};
task<void> holder_ok(std::unique_ptr<task<void>> held, std::shared_ptr<connection> c) {
  task<void> *pointer = held.get();
  co_await c.get()->close();
  co_await std::move(*pointer);
}

// What gives an awaitable waits for nothing.
struct event {
  future<void> wait();
  future<void> get() { return {}; }
};
task<void> gives_an_awaitable_ok(event e) {
  co_await e.wait();
  co_await e.get();
}

// A class of one's own does what its body does.
struct cell {
  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiter);
  int await_resume();
  int get() { return value; }
  int value = 0;
};
task<int> body_ok(cell c) {
  co_await tick();
  co_return c.get();
}
