// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names and places where the usual rewriting would mean something else, or not
// compile.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <source_location>
#include <unistd.h>
#include <vector>

task<void> tick();
int slow(int n) { sleep(1); return n; }
struct config {
  config(int n) : n(n) { sleep(1); }
  int n;
};
int slow_here(std::source_location from = std::source_location::current()) { sleep(1); return from.line(); }
int slow_line(int line = __builtin_LINE()) { sleep(1); return line; }
long operator""_slow(unsigned long long n) { sleep(1); return n; }

task<void> variable_named_like_its_type_bad() {
  struct config config(1); // warns: config // note: run it with
  co_await tick();
}

task<void> something_else_named_corolint_bad(int n) {
  struct corolint {};
  n = slow(n); // warns: slow // suggested: n = co_await ::corolint::offload([&] { return slow(n); });
  config c(n); // warns: config // suggested: config c = co_await ::corolint::offload([&] { return config(n); });
  co_await tick();
}

task<void> variables_named_like_namespaces_bad() {
  int corolint = 1, std = 2;
  slow(corolint + std); // warns: slow // suggested: co_await corolint::offload([&] { return slow(corolint + std); });
  co_await tick();
}

namespace mine {
namespace corolint {
struct options {};
} // namespace corolint
struct server {
  task<void> serve_bad(int n) {
    slow(n); // warns: slow // suggested: co_await ::corolint::offload([&] { return slow(n); });
    co_await tick();
  }
};
} // namespace mine

task<void> calling_function_bad() {
  slow_here(); // warns: slow_here // note: the function that it is told to be called from would be a lambda
  slow_line(); // warns: slow_line // suggested: co_await corolint::offload([&] { return slow_line(); });
  co_await tick();
}

template <class T> task<void> literal_bad(T) {
  12_slow; // warns: _slow // note: run it with
  co_await tick();
}
template task<void> literal_bad(int);

// GCC takes the array that is made for it for one in need of an initializer.
task<void> list_of_elements_bad() {
  std::vector<int> list{slow(1), 2}; // warns: slow // note: may not stand in a braced list of elements
  config aggregate[] = {1}; // warns: config // note: run it with
  int array[] = {slow(1), slow(2)}; // warns: slow // warns: slow // suggested: int array[] = {co_await corolint::offload([&] { return slow(1); }), co_await corolint::offload([&] { return slow(2); })};
  co_await tick();
}
