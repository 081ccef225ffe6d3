// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operands that can't be awaited.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "generator.hpp"
#include "task.hpp"
#include <future>
#include <memory>
#include <string>

struct plain {};
struct half {
  bool await_ready() const;
  void await_resume() const;
};
class hidden {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};

int number();
void nothing();
plain make();
task<int> work();

task<void> value_bad() {
  co_await 1; // warns: 'int'
  co_await number(); // warns: 'int'
  int n = co_await number(); // warns: 'int'
}

task<void> nothing_bad() {
  co_await nothing(); // warns: 'void'
}

task<void> class_bad(plain value) {
  co_await value; // warns: 'plain'
  co_await make(); // warns: 'plain'
}

task<void> text_bad() {
  co_await std::string("x"); // warns: string
}

task<void> future_bad(std::future<int> result) {
  co_await result; // warns: future // note: corolint::offload
}

task<void> incomplete_bad(half value) {
  co_await value; // warns: await_suspend
}

task<void> hidden_bad(hidden value) {
  co_await value; // warns: not public
}

task<void> pointer_bad(std::unique_ptr<task<int>> owner, task<int> *raw) {
  co_await raw; // warns: pointer
  co_await owner; // warns: unique_ptr
}

task<void> lvalue_bad(task<int> pending) {
  co_await pending; // warns: rvalue
}

task<void> function_bad() {
  co_await work; // warns: not called
}

task<void> lambda_bad() {
  auto inner = []() -> task<int> { co_return 1; };
  co_await inner; // warns: not called
}

generator<int> promise_bad() {
  co_await work(); // warns: await_transform
  co_yield 1;
}

task<void> nested_expression_bad() {
  int n = 1 + co_await number() + co_await work(); // warns: 'int'
}

task<void> condition_bad() {
  if (co_await number()) // warns: 'int'
    co_return;
}

task<void> lambda_coroutine_bad() {
  auto inner = []() -> task<void> {
    co_await number(); // warns: 'int'
  };
  co_await inner();
}

struct service {
  task<void> member_bad() {
    co_await number(); // warns: 'int'
  }
};

// The capture isn't declared then: what names it is no other error.
task<void> init_capture_bad() {
  auto f = [x = co_await 1, &y = co_await 2] { return x + y; }; // warns: 'int' // warns: 'int'
  (void)f();
  co_await work();
}
