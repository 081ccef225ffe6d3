// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything that can be awaited.
// RUN: %lint %s non-awaitable
#include "eager.hpp"
#include "task.hpp"
#include <chrono>
#include <coroutine>

task<int> work();
eager begun();

struct with_member_operator {
  std::suspend_never operator co_await() const { return {}; }
};

namespace lib {
struct value {};
std::suspend_never operator co_await(value) { return {}; }
} // namespace lib

std::suspend_never operator co_await(std::chrono::seconds) { return {}; }

struct awaiter {
  bool await_ready() { return true; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  int await_resume() { return 1; }
};

struct derived : awaiter {};

task<void> awaitables_ok() {
  co_await work();
  co_await begun();
  co_await std::suspend_always();
  co_await with_member_operator();
  co_await lib::value();
  co_await std::chrono::seconds(1);
  co_await awaiter();
  co_await derived();
  auto pending = work();
  co_await std::move(pending);
}

struct transformed {};

struct transforming {
  struct promise_type {
    transforming get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    std::suspend_never await_transform(transformed) { return {}; }
    std::suspend_never await_transform(int) { return {}; }
  };
};

transforming promise_takes_it_ok() {
  co_await transformed();
  co_await 1;
}

template <class T> task<T> dependent_ok(T value) { co_return co_await value; }

template <class T> auto returns_dependent_ok(T value) -> task<void> {
  auto inner = [&]() -> task<void> { co_await value(); };
  co_await inner();
}
