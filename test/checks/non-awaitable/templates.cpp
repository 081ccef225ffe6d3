// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates that nobody instantiates are looked at where the operand's type is
// known, instantiated ones once, whatever the instantiations. The file of the
// first compiles.
// RUN: split-file %s %t
// RUN: %lint %t/uninstantiated.cpp non-awaitable
// RUN: %lint %t/instantiated.cpp non-awaitable

//--- uninstantiated.cpp
#include "task.hpp"

int number();
task<void> work();

template <class T> task<T> known_type_bad(T value) {
  co_await number(); // warns: 'int'
  co_return value;
}

template <class T> task<T> dependent_ok(T value) {
  co_await value;
  co_await value.get();
  co_await work();
}

//--- instantiated.cpp
// does-not-compile
#include "task.hpp"

template <class T> task<void> instantiated_bad(T value) {
  co_await value; // warns: can
}

task<void> uses_it() {
  co_await instantiated_bad(1);
  co_await instantiated_bad('x');
}
