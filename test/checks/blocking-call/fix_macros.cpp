// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls in arguments of macros: the fix is written in the argument, where the
// macro expands that once.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cassert>
#include <cstdio>
#include <string>
#include <unistd.h>

#define LOG(...) std::printf(__VA_ARGS__)
#define ID(x) x
#define THESE(...) __VA_ARGS__
#define NAME name
#define PAUSE(n) sleep(n)
#define TWICE(n) ((n) ? (n) : 1)
#define SIZE_AND_VALUE(x) (sizeof(x), x)
#define LENGTH(s) s.size()
#define SHOWN_BY_LAMBDA(x) [&] { return x; }()
#define KEPT(x) static auto kept = x
#define ON_ERROR(x)                                                            \
  try {                                                                        \
    throw 1;                                                                   \
  } catch (...) {                                                              \
    x;                                                                         \
  }

task<void> tick();
int slow(int n = 0, int m = 0) { sleep(1); return n + m; }
std::string name() { sleep(1); return "x"; }
struct config {
  config(int n) : seconds(n) { sleep(n); }
  int seconds;
};

task<void> expanded_once_bad() {
  LOG("%d", slow(1, 2)); // warns: slow // note: every definition of 'LOG' has to allow 'co_await' in this argument // suggested: LOG("%d", co_await corolint::offload([&] { return slow(1, 2); }));
  assert(slow(1)); // warns: slow // suggested: assert(co_await corolint::offload([&] { return slow(1); }));
  int n = ID(ID(slow(2))) + 1; // warns: slow // suggested: int n = ID(ID(co_await corolint::offload([&] { return slow(2); }))) + 1;
  n = LENGTH(name()); // warns: name // suggested: n = LENGTH((co_await corolint::offload([&] { return name(); })));
  n = ID(NAME().size()); // warns: name // note: run it with
  ID(slow)(3); // warns: slow // note: run it with
  n = slow(ID(slow(4))); // warns: slow // warns: slow // suggested: n = co_await corolint::offload([&] { return slow(ID(slow(4))); });
  n = ID(/* five */ slow(5)); // warns: slow // suggested: n = ID(/* five */ co_await corolint::offload([&] { return slow(5); }));
  co_await tick();
}

task<void> several_bad() {
  LOG("%d %d", slow(1), slow(2)); // warns: 'slow' blocks // warns: 'slow' (the 2nd in 'LOG') blocks // suggested: LOG("%d %d", co_await corolint::offload([&] { return slow(1); }), co_await corolint::offload([&] { return slow(2); }));
  assert(slow(1) + !name().empty()); // warns: 'slow' blocks // warns: 'name' blocks // suggested: assert(co_await corolint::offload([&] { return slow(1); }) + !(co_await corolint::offload([&] { return name(); })).empty());
  ID(slow(slow(3))); // warns: 'slow' blocks // warns: 'slow' (the 2nd in 'ID') blocks // note: the fix for 'sleep' around it covers it // suggested: ID(co_await corolint::offload([&] { return slow(slow(3)); }));
  THESE(config a(1), b(2)); // warns: ('a' in 'THESE') // warns: ('b' in 'THESE')
  using cfg = config;
  ID(config(1).seconds + cfg(2).seconds); // warns: 'config::config' blocks // warns: 'config::config' ('cfg' in 'ID') blocks // suggested: ID((co_await corolint::offload([&] { return config(1); })).seconds + (co_await corolint::offload([&] { return cfg(2); })).seconds);
  co_await tick();
}

task<void> not_in_the_argument_bad() {
  PAUSE(1); // warns: sleep // note: run it with
  ID(PAUSE(1)); // warns: sleep // note: run it with
  ID(PAUSE(1) + PAUSE(2)); // warns: 'sleep' ('PAUSE' in 'ID') blocks // warns: 'sleep' (the 2nd 'PAUSE' in 'ID') blocks
  ID(config c(1)); // warns: 'config::config' ('c' in 'ID') blocks // note: run it with
  co_await tick();
}

task<void> where_the_body_forbids_it_bad() {
  int n = TWICE(slow(1)); // warns: slow // note: run it with
  n = ID(TWICE(slow(1))); // warns: slow // note: run it with
  n = SIZE_AND_VALUE(slow(1)); // warns: slow // note: run it with
  n = SHOWN_BY_LAMBDA(slow(1)); // warns: slow // note: may not stand in a lambda that is no coroutine
  KEPT(slow(1)); // warns: slow // note: may not stand in the initializer of a static variable
  ON_ERROR(slow(1)); // warns: slow // note: may not stand in a catch handler
  co_await tick();
}

template <class T> task<void> template_bad(T n) {
  LOG("%d", slow(n)); // warns: slow // suggested: LOG("%d", co_await corolint::offload([&] { return slow(n); }));
  co_await tick();
}
template task<void> template_bad(int);
template task<void> template_bad(char);
