// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where no rewriting is certain to compile and to be meant, a note says what to
// do.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "eager.hpp"
#include "generator.hpp"
#include "task.hpp"
#include <chrono>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

struct plain {};
struct box {
  int inner;
};
int number();
void nothing();
plain make();
std::string text();
std::string_view view_of(std::string);
task<int> work(int);
task<int> one();
const task<int> &shared();

#define WAIT(x) co_await x

// fixed: (no line of this file has a fix)

// It would be used up the first time.
task<void> loop_bad() {
  auto pending = one();
  for (int i = 0; i < 2; ++i)
    co_await pending; // warns: rvalue // note: write 'co_await std::move(...)' if
}

task<void> goto_bad() {
  auto pending = one();
again:
  co_await pending; // warns: rvalue
  goto again;
}

task<void> twice_bad() {
  auto pending = one();
  co_await pending; // warns: rvalue
  co_await pending; // warns: rvalue
}

task<void> macro_bad() {
  WAIT(number()); // warns: 'int' // note: remove 'co_await'
}

// Without co_await it wouldn't compile either.
task<void> type_bad(std::string s, box b) {
  int n = co_await make(); // warns: 'plain' // note: remove 'co_await', or
  std::string t = co_await number(); // warns: 'int'
  s = co_await make(); // warns: 'plain'
  n = (co_await make()).value; // warns: 'plain'
  auto nothing_at_all = co_await nothing(); // warns: 'void'
  for (int each : co_await number()) // warns: 'int'
    ++n;
  co_return co_await nothing(); // warns: 'void'
}

task<std::string> returned_bad() {
  co_return co_await make(); // warns: 'plain'
}

// It would be no coroutine then, and there is no value to return.
task<int> only_await_bad() {
  co_await number(); // warns: 'int' // note: end the coroutine with 'co_return'
}

task<void> arguments_bad() {
  co_await work; // warns: not called // note: call it
  co_await number; // warns: not called // note: can't be awaited either
}

task<void> const_bad() {
  co_await shared(); // warns: it is const
}

generator<int> generator_bad() {
  co_await one(); // warns: deletes // note: asynchronous coroutine
  co_yield 1;
}

// The generator's promise takes nothing, whatever is called.
generator<int> generator_call_bad() {
  co_await one; // warns: deletes
  co_yield 1;
}

struct own_only {
  struct promise_type {
    own_only get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    std::suspend_never await_transform(plain);
  };
};

// Here neither an offload nor a task is taken.
own_only takes_neither_bad(std::future<int> result, task<int> *pending) {
  co_await result; // warns: future // note: offload
  co_await sleep(1); // warns: 'unsigned int' // note: offload
  co_await pending; // warns: pointer // note: dereference
  co_await one; // warns: not called // note: call it
  co_await one(); // warns: 'task<int>' here // note: a type that takes it
}

task<void> other_checks_are_silent_here_bad() {
  sleep(1);
  one();
  co_await work; // warns: not called
}

// The operand suspends itself, which a lambda can't do.
task<void> suspends_bad() {
  co_await sleep(co_await one()); // warns: 'unsigned int' // note: offload
}

// Without the await it would be another type: a reference, a pointer, or
// narrowed.
task<void> other_types_bad() {
  int &reference = co_await number(); // warns: 'int'
  auto &deduced = co_await number(); // warns: 'int'
  auto *pointer = co_await number(); // warns: 'int'
  unsigned natural{co_await number()}; // warns: 'int'
  char few[] = {co_await number()}; // warns: 'int'
  co_await work(1);
}

// Of an operation its operands don't say the type.
struct picky_promise;
struct picky {
  using promise_type = picky_promise;
};
struct picky_promise {
  picky get_return_object();
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
  template <class T>
    requires requires(T t) { t.await_ready(); }
  T &&await_transform(T &&t);
};
picky operations_bad(std::chrono::seconds s, int n, bool b) {
  co_await (n * s); // warns: this expression
  co_await (b ? s : 2 * s); // warns: this expression
  co_await (s * n); // warns: 'std::chrono::seconds'
  co_await (s == s); // warns: this expression
  co_await (n == 1); // warns: this expression
}

struct answer {
  int status;
};
answer answered();
task<void> address_bad() {
  int *status = &(co_await answered()).status; // warns: 'answer'
  co_await work(*status);
}
