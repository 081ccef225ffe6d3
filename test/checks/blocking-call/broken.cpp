// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function does with a callable isn't known while it doesn't compile:
// here it may be a coroutine, or hand it to a thread.
// RUN: %lint %s blocking-call
// does-not-compile
// error: use of undeclared identifier 'missing' (and 1 more)
#include "task.hpp"
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <unistd.h>

task<void> tick();

template <class F> task<void> call(F f) {
  co_await missing();
  f();
}
template <class F> void on_a_thread(F f) {
  std::jthread thread([f, missing] { f(); });
  f();
}

task<void> passed_to_a_coroutine_ok() {
  co_await call([] { sleep(1); });
}

task<void> passed_to_a_function_ok() {
  on_a_thread([] { sleep(1); });
  co_await tick();
}

task<void> whole_bad() {
  sleep(1); // warns: sleep
  co_await tick();
}

// `extern template` says nothing against a class that was instantiated before.
template <class T> struct box {
  T value;
};
box<int> early;
extern template struct box<int>;
task<void> of_extern_template_bad() {
  box<int> b{1};
  sleep(b.value); // warns: sleep
  std::string text("x");
  std::cout << text;
  std::ifstream in(text); // warns: std::ifstream
  co_await tick();
}
