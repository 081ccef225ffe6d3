// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the promise's await_transform refuses.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "generator.hpp"
#include "task.hpp"
#include <concepts>

struct plain {};
task<int> work();
int number();
std::suspend_never ready();

template <class P> struct coroutine {
  struct promise_type : P {
    coroutine get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

struct own_only {
  std::suspend_never await_transform(task<int>);
};
struct two {
  std::suspend_never await_transform(plain);
  std::suspend_never await_transform(task<int> &&);
};
struct any_task {
  template <class T> std::suspend_never await_transform(task<T>);
};
struct one_deleted {
  std::suspend_never await_transform(plain);
  template <class T> void await_transform(T) = delete;
};
class not_public {
  std::suspend_never await_transform(int);
};
struct unchanged {
  template <class T> T &&await_transform(T &&value);
};
struct gives_plain {
  plain await_transform(int);
};
struct constrained {
  template <class T>
    requires std::same_as<T, plain>
  std::suspend_never await_transform(T);
};
struct asserting {
  template <class T> auto await_transform(T value) {
    static_assert(std::same_as<T, plain>);
    return std::suspend_never();
  }
};
struct asking {
  template <class T> auto await_transform(T value) { return value.awaiter(); }
};

generator<int> generator_bad() {
  co_await work(); // warns: in this coroutine: its promise deletes 'await_transform' // note: asynchronous coroutine
  co_yield 1;
  co_await 1; // warns: in this coroutine
}

coroutine<own_only> own_only_bad(task<int> pending) {
  co_await 1; // warns: 'int': it is a plain value, and the coroutine's 'await_transform' doesn't take it
  co_await ready(); // warns: 'std::suspend_never' here: the coroutine's 'await_transform' doesn't take it
  co_await pending; // warns: 'task<int>': it can only be awaited as an rvalue
  co_await work();
}

coroutine<two> two_bad(task<int> pending) {
  co_await 1; // warns: 'int'
  co_await ready(); // warns: 'std::suspend_never' here
  co_await pending; // warns: it can only be awaited as an rvalue
  co_await work; // warns: 'work': it is not called
  co_await plain();
}

coroutine<any_task> any_task_bad(task<void> *pending) {
  co_await number(); // warns: 'int'
  co_await ready(); // warns: 'std::suspend_never' here
  co_await pending; // warns: it is a pointer to an awaitable
  co_await work();
}

coroutine<one_deleted> one_deleted_bad() {
  co_await ready(); // warns: 'std::suspend_never' here
  co_await plain();
}

coroutine<not_public> not_public_bad() {
  co_await 1; // warns: its promise's 'await_transform' is not public
}

coroutine<unchanged> unchanged_bad(task<int> pending) {
  co_await 1; // warns: 'int'
  co_await pending; // warns: 'task<int>'
  co_await work();
}

coroutine<gives_plain> gives_plain_bad() {
  co_await 1; // warns: the coroutine's 'await_transform' gives 'plain', which is no awaiter
}

coroutine<constrained> constrained_bad() {
  co_await 1; // warns: 'int'
  co_await ready(); // warns: 'std::suspend_never' here
  co_await plain();
}

coroutine<asserting> asserting_bad() {
  co_await 1; // warns: 'int'
  co_await ready(); // warns: 'std::suspend_never' here
  co_await plain();
}

coroutine<asking> asking_bad() {
  co_await 1; // warns: 'int'
  co_await ready(); // warns: 'std::suspend_never' here
}
