// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What becomes of local awaitables, along the control flow.
// RUN: %print_analysis %s -- -std=c++20 -I %inputs -Wno-unused-result -Wno-unused-value | FileCheck %s
#include "task.hpp"
#include <array>
#include <memory>
#include <optional>
#include <vector>

task<void> work();
void lend(task<void> &);
void give(task<void>);
bool flag();

task<void> kinds() {
  auto t = work();
  t;
  (void)t;
  std::move(t);
  t.valid();
  lend(t);
  [&t] {};
  give(std::move(t));
  t = work();
  co_await std::move(t);
}
// CHECK-LABEL: function 'kinds':
// CHECK: 18:3 't' lost, holds 17:12
// CHECK-NEXT: 19:9 't' disposed, holds 17:12
// CHECK-NEXT: 20:13 't' lost{{$}}
// CHECK-NEXT: 21:3 't' asked{{$}}
// CHECK-NEXT: 22:8 't' lent{{$}}
// CHECK-NEXT: 23:5 't' lent, lent before
// CHECK-NEXT: 24:18 't' moved, lent before
// CHECK-NEXT: 25:3 't' assigned, after 24:18 used it up, lent before
// CHECK-NEXT: 26:22 't' awaited, holds 25:7, lent before

task<void> joins() {
  auto t = work();
  if (flag())
    co_await std::move(t);
  else
    t = work();
  t.valid();
  for (;;)
    co_await std::move(t);
}
// CHECK-LABEL: function 'joins':
// CHECK: 42:24 't' awaited, holds 40:12
// CHECK-NEXT: 44:5 't' assigned, holds 40:12
// CHECK-NEXT: 45:3 't' asked, after 42:24 used it up, holds 44:9
// CHECK-NEXT: 47:24 't' awaited, after 42:24 used it up, after 47:24 used it up, holds 44:9

task<void> contrary(bool a) {
  auto t = work();
  if (a)
    co_await std::move(t);
  if (!a)
    co_await std::move(t);
  t.valid();
}
// CHECK-LABEL: function 'contrary':
// CHECK: 58:24 't' awaited, holds 56:12
// CHECK-NEXT: 60:24 't' awaited, holds 56:12
// CHECK-NEXT: 61:3 't' asked, after 58:24 used it up, after 60:24 used it up, holds 56:12

task<void> elements() {
  std::array<task<void>, 2> all{work(), work()};
  co_await std::move(all[0]);
  co_await std::move(all[1]);
  std::optional<task<void>> slot;
  slot.emplace(work());
  co_await std::move(*slot);
  std::move(*slot).valid();
  std::vector<task<void>> list;
  list.push_back(work());
  list.size();
  for (auto &each : list)
    each.valid();
  for (auto &each : list)
    co_await std::move(each);
}
// CHECK-LABEL: function 'elements':
// CHECK: 70:22 'all[0]' awaited, holds 69:33
// CHECK-NEXT: 71:22 'all[1]' awaited{{$}}
// CHECK-NEXT: 73:3 'slot' filled{{$}}
// CHECK-NEXT: 74:23 'slot*' awaited, holds 73:16
// CHECK-NEXT: 75:14 'slot*' asked, after 74:23 used it up
// CHECK-NEXT: 77:3 'list' filled{{$}}
// CHECK-NEXT: 78:3 'list' asked, holds 77:18
// CHECK-NEXT: 79:21 'list' asked, holds 77:18
// CHECK-NEXT: 80:5 'each?' asked, holds 77:18
// CHECK-NEXT: 81:21 'list' asked, holds 77:18
// CHECK-NEXT: 82:24 'each?' awaited, holds 77:18
