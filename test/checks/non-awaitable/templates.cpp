// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates that nobody instantiates are looked at where the operand's type is
// known, instantiated ones once, whatever the instantiations. The file of the
// first compiles.
// RUN: split-file %s %t
// RUN: %lint %t/uninstantiated.cpp non-awaitable
// RUN: %lint %t/instantiated.cpp non-awaitable

//--- uninstantiated.cpp
#include "generator.hpp"
#include "task.hpp"
#include <concepts>
#include <string>

int number();
void nothing();
task<void> work();
struct plain {};

template <class T> task<T> known_type_bad(T value, std::string text) {
  co_await number(); // warns: 'int'
  co_await nothing(); // warns: 'void'
  co_await text; // warns: 'std::string'
  co_await work; // warns: not called
  int n = co_await number(); // warns: 'int'
  co_return value;
}

template <class T> struct holder {
  T value;
  task<T> member_bad() {
    co_await number(); // warns: 'int'
    co_return value;
  }
  task<T> dependent_ok() { co_return co_await value; }
};

template <class T> task<T> lambda_bad(T value) {
  auto inner = [&]() -> task<T> {
    co_await number(); // warns: 'int'
    co_return value;
  };
  co_return co_await inner();
}

task<void> generic_lambda_bad() {
  auto inner = [](auto value) -> task<void> {
    co_await 5; // warns: 'int'
    co_await value;
  };
  co_await work();
}

template <class T> task<T> lvalue_bad(T value, task<int> pending) {
  co_await pending; // warns: rvalue
  co_return value;
}

template <class T> generator<T> generator_bad(T value) {
  co_await value; // warns: deletes
  co_yield value;
}

template <class T> task<T> branches_bad(T value) {
  if constexpr (sizeof(T) > 4)
    co_await number(); // warns: 'int'
  if constexpr (false)
    co_await number();
  co_return value;
}

template <class T> task<T> dependent_ok(T value, T *pointer) {
  co_await value;
  co_await value.get();
  co_await T();
  co_await pointer;
  co_await work();
  co_await [&] { return value; }();
}

template <class T> struct transforming {
  struct promise_type {
    transforming get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    template <std::integral U> std::suspend_never await_transform(U) {
      return {};
    }
    std::suspend_never await_transform(std::string) { return {}; }
  };
};

template <class T> transforming<T> promise_may_take_it_ok(T) {
  co_await number();
  co_await "text";
  co_await plain();
}

template <class T> auto deduced_ok(T value) { return value; }

//--- instantiated.cpp
// does-not-compile
#include "task.hpp"

int number();
struct plain {};
struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

template <class T> task<void> instantiated_bad(T value) {
  co_await value; // warns: can // note: instantiate the template
  co_await number(); // warns: 'int' // fixed: number();
}

template <class T> task<void> not_for_all_bad(T value) {
  co_await value; // warns: 'plain'
}

template <class T> struct holder {
  T value;
  task<void> member_bad() {
    co_await value; // warns: 'plain'
  }
};

task<void> uses_it() {
  co_await instantiated_bad(1); // note: the template is instantiated here
  co_await instantiated_bad('x');
  co_await not_for_all_bad(awaiter());
  co_await not_for_all_bad(plain());
  co_await holder<plain>().member_bad();
}

task<void> generic_lambda_bad() {
  auto inner = [](auto value) -> task<void> {
    co_await value; // warns: 'int'
  };
  co_await inner(1);
  co_await inner(awaiter());
}

template <class T> task<void> known_promise_bad() {
  co_await number(); // warns: 'int' // fixed: number();
}

template <class T>
concept awaitable = requires(T value) { value.await_ready(); };

template <class T> task<void> asks_first_ok(T value) {
  if constexpr (awaitable<T>)
    co_await value;
  co_return;
}
task<void> asks() {
  co_await asks_first_ok(1);
  co_await asks_first_ok(awaiter());
}
