// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors that awaiting has nothing to do with stay the compiler's, wherever
// they are; what else is wrong in such a function isn't said either. All of
// them are counted at the end of the first.
// RUN: %lint %s non-awaitable
// does-not-compile
// error: use of undeclared identifier 'missing' (and 27 more)
#include "task.hpp"

struct plain {
  int field;
};
struct later;
task<int> work();
task<int> needs_argument(int);
int number();
plain make();
later make_later();
void take(plain);

struct explicit_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// In the operand

task<void> operand_ok(plain value) {
  co_await missing();
  co_await work(1);
  co_await needs_argument();
  co_await needs_argument(missing);
  co_await work().missing();
  co_await value.missing;
  co_await number().field;
  co_await (value.field)();
  co_await number()();
  co_await make_later();
  co_await plain;
}

// What the compiler takes the operand for can't be awaited either

task<void> recovered_bad(plain *pointer) {
  co_await pointer.field; // warns: 'int'
  co_await take(1); // warns: 'void'
}

// A member of an awaiter that is named in the source

task<void> explicit_ok(plain value, explicit_awaiter awaiter) {
  value.await_ready();
  co_await work(awaiter.await_suspend());
  co_await work(value.await_resume());
}

// Not a place to await

int not_a_coroutine_ok() { return co_await work(); }

task<void> handler_ok() {
  try {
    number();
  } catch (...) {
    co_await work();
  }
}

task<void> unevaluated_ok() {
  co_await work();
  (void)sizeof(co_await work());
}

struct with_member {
  int member = co_await number();
  with_member() { co_await work(); }
};

task<void> default_argument_ok(int n = co_await number()) { co_await work(); }

// The promise's own awaiters

template <class Initial, class Final, class Yielded> struct coroutine {
  struct promise_type {
    coroutine get_return_object();
    Initial initial_suspend() noexcept;
    Final final_suspend() noexcept;
    Yielded yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
using never = std::suspend_never;

coroutine<int, never, never> initial_ok() { co_await work(); }
coroutine<never, int, never> final_ok() { co_await work(); }
coroutine<never, never, int> yield_ok() {
  co_yield 1;
  co_await never();
}
task<void> outer_ok() {
  auto inner = [](int n) -> coroutine<never, never, int> { co_yield n; };
  co_await work();
}

// The compiler guesses what is meant; nobody knows.
namespace elsewhere {
int misspelled();
}
task<void> misspelt_ok() {
  co_await misspelled();
  co_await work();
}
