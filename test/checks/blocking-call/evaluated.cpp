// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the coroutine itself evaluates, written or implicit, and how often it
// is told.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <fstream>
#include <mutex>
#include <sys/socket.h>
#include <type_traits>
#include <unistd.h>

task<void> tick();
#define NAP(n) sleep(n)
#define NAP_AND_FORGET() (void)sleep(1)

struct guard {
  guard() { sleep(1); }
  ~guard() { sleep(2); }
};
struct leaves {
  leaves() = default;
  leaves(const leaves &) {}
  ~leaves() { sleep(1); }
  void use() {}
};
struct defaults {
  int n = static_cast<int>(sleep(1));
};
void look(const leaves &l);
void take(leaves &&l);

// A constructor and a destructor that both block are one declaration.
task<void> objects_bad() {
  guard local; // warns: 'guard::guard' // note: its destructor blocks too
  guard(); // warns: 'guard::guard'
  leaves(); // warns: 'leaves::~leaves'
  leaves().use(); // warns: 'leaves::~leaves'
  look(leaves()); // warns: 'leaves::~leaves'
  auto *made = new guard; // warns: 'guard::guard'
  delete made; // warns: 'guard::~guard'
  (void)defaults{}; // warns: 'sleep'
  co_await tick();
}
// Whoever gets an rvalue may have emptied it.
task<void> objects_ok() {
  take(leaves());
  co_await tick();
}

task<int> expressions_bad(bool b, std::once_flag &flag) {
  int n = b ? NAP(1) : 0; // warns: 'sleep'
  n += b && sleep(2) > 0; // warns: 'sleep'
  n = (sleep(3), 1); // warns: 'sleep'
  int list[] = {static_cast<int>(sleep(4)), n}; // warns: 'sleep'
  auto capturing = [m = sleep(5)] { return m; }; // warns: 'sleep'
  std::call_once(flag, [] { sleep(6); }); // warns: 'sleep'
  if (int waited = static_cast<int>(sleep(7)); waited > n) // warns: 'sleep'
    while (sleep(8)) // warns: 'sleep'
      ++n;
  static int once = static_cast<int>(sleep(9)); // warns: 'sleep'
  co_await tick();
  if (n > 7)
    throw sleep(10); // warns: 'sleep'
  co_return static_cast<int>(sleep(11)) + list[0] + once + static_cast<int>(capturing()); // warns: 'sleep'
}

constexpr int known(int n) {
  return std::is_constant_evaluated() ? n : static_cast<int>(sleep(1));
}
task<int> constants_ok() {
  constexpr int n = known(1);
  static_assert(known(2) == 2);
  static const int m = known(3);
  int array[known(4)] = {};
  if constexpr (n == 2)
    sleep(1);
  co_await tick();
  co_return n + m + array[0];
}
task<int> constants_bad(int n) {
  co_await tick();
  co_return known(n); // warns: 'known'
}

// A line of a template is told once, whatever is made of it.
template <class T> task<void> instantiated_bad(T value) {
  sleep(1); // warns: 'sleep'
  co_await tick();
  (void)value;
}
task<void> instantiates_ok() {
  co_await instantiated_bad(1);
  co_await instantiated_bad(1.5);
}
template <class T> task<void> never_instantiated_bad(T value) {
  sleep(1); // warns: 'sleep'
  sleep(value);
  co_await tick();
}

// What initialises an object of a type that nobody knows is a list without a type.
template <class F> void call_elsewhere(F &&f);
template <class T> task<void> unknown_types_bad(T value) {
  T one(value), two(value, 1);
  const T flags(0), more(0, 1);
  call_elsewhere(one);
  call_elsewhere(two);
  char byte;
  ::recv(0, &byte, 1, flags); // warns: 'recv' blocks
  ::recv(0, &byte, 1, more);  // warns: 'recv' blocks
  co_await tick();
}

// A constant of itself is no end to look for.
task<void> constant_of_itself_bad() {
  const int flags = flags;
  char byte;
  ::recv(0, &byte, 1, flags); // warns: 'recv' blocks
  co_await tick();
}

// A lambda is told once, however often it is called.
task<void> lambda_bad() {
  auto nap = [] { sleep(1); }; // warns: 'sleep'
  nap();
  nap();
  auto generic = [](auto n) { sleep(n); }; // warns: 'sleep'
  generic(1u);
  auto never = [](auto n) { sleep(n); };
  co_await tick();
  (void)never;
}

struct slow_promise_task {
  struct promise_type {
    slow_promise_task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int n) { sleep(n); }
    std::suspend_always yield_value(int n) { return sleep(n), std::suspend_always(); }
    template <class T> T &&await_transform(T &&awaited) {
      sleep(1);
      return static_cast<T &&>(awaited);
    }
    void unhandled_exception() {}
  };
};
slow_promise_task promise_bad() {
  co_await std::suspend_always(); // warns: await_transform
  co_yield 1; // warns: yield_value
  co_return 2; // warns: return_value
}
task<void> returns_void_bad() {
  co_return NAP_AND_FORGET(); // warns: 'sleep'
}
