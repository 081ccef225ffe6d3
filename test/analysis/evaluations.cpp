// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What runs in a coroutine, as the analysis sees it.
// RUN: %print_analysis %s -- -std=c++20 -I %inputs | FileCheck %s --implicit-check-not=sleep
#include "task.hpp"
#include <algorithm>
#include <functional>
#include <string>
#include <thread>

extern "C" unsigned sleep(unsigned);
unsigned seconds();
void wait_by_default(unsigned taken = sleep(1));

// CHECK-LABEL: function 'calls': coroutine, asynchronous
// CHECK-NEXT: [[@LINE+4]]:9 evaluates 'seconds'
// CHECK-NEXT: [[@LINE+3]]:3 evaluates 'sleep' blocks(sleep)
// CHECK-NEXT: [[@LINE+3]]:3 evaluates 'sleep'{{$}}
task<void> calls() {
  sleep(seconds());
  sleep(0);
  co_return;
}

// CHECK-LABEL: function 'unevaluated': coroutine
task<void> unevaluated() {
  (void)sizeof(sleep(1));
  (void)noexcept(sleep(1));
  using type = decltype(sleep(1));
  if constexpr (false)
    sleep(1);
  co_return;
}

// CHECK-LABEL: function 'unreachable':
// CHECK: [[@LINE+3]]:5 evaluates 'sleep' blocks(sleep) unreachable
task<void> unreachable() {
  if (false)
    sleep(1);
  co_return;
}

// CHECK-LABEL: function 'default_argument':
// CHECK: [[@LINE+2]]:3 evaluates 'sleep' blocks(sleep)
task<void> default_argument() {
  wait_by_default();
  co_return;
}

// A lambda's body is evaluated where it is called, and shown once more as the
// function that it is.
// CHECK-LABEL: function 'lambdas':
// CHECK: [[@LINE+3]]:7 evaluates 'sleep' blocks(sleep)
// CHECK: [[@LINE+5]]:48 evaluates 'sleep' blocks(sleep)
task<void> lambdas(std::string s) {
  [] {sleep(1); }();
  auto stored = [] { /* never called */ };
  std::function<void()> kept = stored;
  std::for_each(s.begin(), s.end(), [](char) { sleep(2); });
  co_return;
}
// CHECK: function 'lambda':
// CHECK-NEXT: evaluates 'sleep' blocks(sleep)
// CHECK-NEXT: function 'lambda':
// CHECK-NEXT: function 'lambda':
// CHECK-NEXT: evaluates 'sleep' blocks(sleep)
