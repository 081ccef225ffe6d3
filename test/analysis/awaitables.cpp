// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is dropped, and when its work would have started.
// RUN: %print_analysis %s -- -std=c++20 -I %inputs -Wno-unused-result | FileCheck %s
#include "eager.hpp"
#include "generator.hpp"
#include "task.hpp"
#include <coroutine>

task<int> lazy();

// A promise that only std::coroutine_traits names.
struct ticket {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <> struct std::coroutine_traits<ticket, int> {
  struct promise_type {
    ticket get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
ticket draw(int);

// An awaiter that isn't a coroutine, and starts its work when it is awaited.
struct request {
  std::coroutine_handle<> *waiting;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { *waiting = h; }
  void await_resume() {}
};
request ask();

struct inert : std::suspend_always {};
inert nothing();

void drops() {
  lazy();
  draw(1);
  ask();
  nothing();
  auto stored = lazy();
}
// CHECK-LABEL: function 'drops':
// CHECK: 42:3 drops task, lazy
// CHECK: 43:3 drops ticket, lazy
// CHECK: 44:3 drops request, lazy
// CHECK-NOT: 43:3 drops
// CHECK: 46:8 drops local 'stored': task, lazy
