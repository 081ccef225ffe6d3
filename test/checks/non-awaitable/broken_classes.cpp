// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An error in a class may be what keeps it from being awaitable: the compiler
// says what it is.
// RUN: %lint %s non-awaitable
// does-not-compile
// error: constraints not satisfied for class template 'future' [with T = fixed] (and 3 more)
#include "task.hpp"
#include <concepts>

template <std::movable T> struct future : task<T> {};
struct fixed {
  fixed(fixed &&) = delete;
};
template <class Output> struct join_set {
  future<Output> operator co_await();
};
task<void> drain_ok(join_set<fixed> &set) { co_await set; }

struct waiter {
  missing operator co_await();
};
task<void> wait_ok(waiter w) { co_await w; }

// One in a member function's body isn't.
struct plain {
  task<void> inside_bad() {
    co_await 1; // warns: 'int'
  }
};
task<void> outside_bad(plain p) {
  co_await p; // warns: 'plain'
}
