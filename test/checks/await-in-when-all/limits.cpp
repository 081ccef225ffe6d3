// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the check gets wrong, and why.
// RUN: %lint %s await-in-when-all
#include "combinators.hpp"

// What a coroutine template awaits depends on its promise, and so on its
// parameters; the call is resolved when somebody instantiates it.
template <class T> task<void> missed_alarm_uninstantiated(T) {
  co_await when_all(co_await number(), co_await number());
}
