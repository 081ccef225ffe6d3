// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Awaitables that are only tested, and coroutines that become callables which
// return nothing or whose result is ignored.
// RUN: %lint %s unawaited
#include "eager.hpp"
#include "task.hpp"
#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

// A lazy task that tells whether it holds a coroutine.
template <class T> struct testable {
  struct promise_type {
    testable get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  testable(testable &&) noexcept;
  explicit operator bool() const noexcept;
  bool done() { return coroutine.done(); }
  bool resume() { coroutine.resume(); return !coroutine.done(); }
  struct awaiter {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    T await_resume();
  };
  awaiter operator co_await() && noexcept;
  std::coroutine_handle<> coroutine;
};

testable<bool> ready();
task<void> work();
nodiscard_eager important();

task<void> conditions_bad() {
  if (ready()) // warns: is only tested and never awaited // suggested: if (co_await ready())
    co_return;
  while (!ready()) // warns: 'testable' // suggested: while (!co_await ready())
    co_await work();
  bool all = ready() && ready(); // warns: 'testable' // warns: 'testable' // suggested: bool all = co_await ready() && co_await ready();
  int n = ready() ? 1 : 2; // warns: 'testable' // suggested: int n = co_await ready() ? 1 : 2;
  if (work().valid()) // warns: 'task'
    co_return;
  if (ready().done()) // warns: 'testable'
    co_return;
}

bool in_a_plain_function_bad() {
  return static_cast<bool>(ready()); // warns: 'testable'
}

task<void> stored_bad() {
  auto answer = ready(); // warns: 'answer'
  if (answer)
    co_return;
  auto finished = ready(); // warns: 'finished'
  while (!finished.done())
    co_return;
  if (auto t = ready()) // warns: 't'
    co_return;
}

task<void> asked_and_awaited_ok(testable<bool> &other, testable<bool> given) {
  auto answer = ready();
  if (answer)
    co_await std::move(answer);
  if (other || given)
    co_return;
  auto driven = ready();
  while (driven.resume())
    ;
}

// A callable of another library.
template <class Signature> struct unique_function;
template <class R, class... A> struct unique_function<R(A...)> {
  unique_function() = default;
  template <class F> unique_function(F f) {}
};

void later(std::function<void()> action);
void each(std::vector<int> &all, const unique_function<void(int)> &action);
task<int> number(int);

void callables_bad(std::vector<int> all) {
  std::function<void()> stored = []() -> task<void> { co_return; }; // warns: dropped by 'std::function', which returns nothing
  later([]() -> task<void> { co_await work(); }); // warns: 'task'
  later([] { return work(); }); // warns: 'task'
  later(work); // warns: 'task'
  each(all, [](int) -> task<void> { co_return; }); // warns: dropped by 'unique_function'
  auto lambda = [](int) -> task<void> { co_return; };
  each(all, lambda); // warns: 'task'
  std::function<void(int)> by_name = number; // warns: 'task'
  by_name = [](int) -> task<int> { co_return 1; }; // warns: 'task'
  std::vector<std::function<void()>> actions;
  actions.push_back([]() -> task<void> { co_return; }); // warns: 'task'
  later([]() -> nodiscard_eager { co_return; }); // warns: nobody learns how it ends
}

void callables_ok(std::vector<int> all) {
  std::function<task<void>()> kept = []() -> task<void> { co_return; };
  std::function<void()> plain = [] {};
  auto copy = plain;
  later(plain);
  later([]() -> detached { co_return; });
  later([]() -> eager { co_return; });
  later([] { (void)work(); });
  std::function<void(task<void>)> sink = [](task<void>) {};
  each(all, [](int) {});
  std::function<int()> other = [] { return 1; };
}

struct service {
  task<void> run();
  void stop();
};

task<void> ignored_bad(std::vector<int> all, std::once_flag &flag, service &s) {
  std::for_each(all.begin(), all.end(), [](int) { return work(); }); // warns: dropped by 'std::for_each', which ignores it
  std::for_each(all.begin(), all.end(), number); // warns: 'task'
  std::for_each_n(all.begin(), 1, [](int i) -> task<void> { co_await number(i); }); // warns: 'task'
  std::ranges::for_each(all, [](auto i) -> task<void> { co_await number(i); }); // warns: dropped by 'std::ranges::for_each'
  std::ranges::for_each(all, [](auto i) { return number(i); }); // warns: 'task'
  std::call_once(flag, work); // warns: 'task'
  std::thread first([]() -> task<void> { co_await work(); }); // warns: dropped by 'std::thread'
  std::jthread second(&service::run, &s); // warns: dropped by 'std::jthread'
  first.detach();
  second.detach();
  co_await work();
}

task<void> ignored_ok(std::vector<int> all, std::once_flag &flag, service &s) {
  std::for_each(all.begin(), all.end(), [](int i) { (void)number(i); });
  std::ranges::for_each(all, [](int) -> eager { co_return; });
  std::vector<task<int>> made;
  std::ranges::transform(all, std::back_inserter(made), number);
  std::ranges::for_each(all, [](int) {}, [](int i) { return i; });
  std::call_once(flag, [] {});
  std::thread first(later, [] {});
  std::thread second(&service::stop, &s);
  std::thread third([](auto make) { make(); }, [] { return 1; });
  first.detach();
  second.detach();
  third.detach();
  for (auto &one : made)
    co_await std::move(one);
}

// What holds awaitables is tested for them.
std::optional<task<int>> find(int n);
std::vector<task<int>> many();
std::shared_ptr<task<int>> shared();
void use(size_t n);
task<void> holders_bad() {
  if (find(1)) // warns: 'task' is only tested
    co_return;
  if (find(1).has_value()) // warns: 'task' is only tested
    co_return;
  use(many().size()); // warns: 'task' is only tested
}
task<void> shared_holder_ok() {
  if (shared()) // somebody else has it, too
    co_return;
}
