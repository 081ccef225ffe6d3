// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where coroutines may suspend, which locks they hold there, and which locks
// functions leave taken.
// RUN: %print_analysis %s -- -std=c++20 -I %inputs | FileCheck %s
#include "generator.hpp"
#include "task.hpp"
#include <mutex>

task<int> value();
std::mutex m;

task<void> suspends() {
  int x = co_await value() + co_await value();
  for (int i = co_await value(); i < x; ++i)
    co_await std::suspend_never{};
  auto nested = []() -> task<void> { co_await value(); };
}
// CHECK-LABEL: function 'suspends':
// CHECK: [[@LINE-6]]:11 may suspend{{$}}
// CHECK-NEXT: [[@LINE-7]]:30 may suspend{{$}}
// CHECK-NEXT: [[@LINE-7]]:16 may suspend{{$}}
// CHECK-NEXT: function 'lambda':
// CHECK: [[@LINE-7]]:38 may suspend{{$}}

generator<int> yields() { co_yield 1; }
// CHECK-LABEL: function 'yields':
// CHECK: [[@LINE-2]]:27 may suspend{{$}}

template <class T> task<void> pattern(T t) {
  co_await std::suspend_never{};
  co_await t;
}
// CHECK-LABEL: function 'pattern':
// CHECK-NOT: [[@LINE-4]]:3 may suspend
// CHECK: [[@LINE-4]]:3 may suspend{{$}}

task<void> holds(bool early) {
  std::unique_lock lock(m);
  if (early)
    lock.unlock();
  co_await value();
  m.lock();
  co_await value();
}
// CHECK-LABEL: function 'holds':
// CHECK: [[@LINE-5]]:3 may suspend, holding 'lock' ([[@LINE-8]]:20)
// CHECK: [[@LINE-4]]:3 may suspend, holding 'lock' ([[@LINE-9]]:20), 'm' ([[@LINE-5]]:5)

void takes(std::mutex &mutex) { mutex.lock(); }
// CHECK-LABEL: function 'takes':
// CHECK: may end holding 'mutex'

void gives(std::mutex &mutex) { mutex.unlock(); }
// CHECK-LABEL: function 'gives':
// CHECK: may end having unlocked 'mutex'

void both() { std::lock_guard lock(m); }
// CHECK-LABEL: function 'both':
// CHECK-NOT: may end
