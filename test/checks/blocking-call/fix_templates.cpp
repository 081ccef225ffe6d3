// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates: literals that begin where Clang doesn't say so, members that GCC
// doesn't find in what is awaited, iterators that need their container.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <future>
#include <map>
#include <string>
#include <unistd.h>

using namespace std::string_literals;
struct page {
  std::string title;
  std::string name() const;
};
page load() {
  usleep(1);
  return {};
}
std::map<std::string, int> table(int n) {
  usleep(n);
  return {{"a", n}};
}

template <class N> task<int> never_instantiated_bad(N) {
  auto name = load().name(); // warns: load // suggested: auto name = co_await corolint::offload([&] { return load().name(); });
  co_return int(name.size());
}

template <class N> task<int> instantiated_bad(N) {
  auto text = "a"s + load().title; // warns: load // suggested: auto text = co_await corolint::offload([&] { return "a"s + load().title; });
  auto name = load().name(); // warns: load // suggested: auto name = co_await corolint::offload([&] { return load().name(); });
  auto size = (load()).title.size(); // warns: load // suggested: auto size = co_await corolint::offload([&] { return (load()).title.size(); });
  co_return int(text.size() + name.size() + size);
}
template task<int> instantiated_bad(int);

template <class N> task<int> iterator_bad(N n) {
  co_return table(n).begin()->second; // warns: table
}
template task<int> iterator_bad(int);

// What must not be ignored is said to be.
[[nodiscard]] int slow() { return static_cast<int>(sleep(1)); }
task<int> nodiscard_bad(int n) {
  (void)std::async(std::launch::async, [&n] { ++n; }); // warns: future // suggested: (void)co_await corolint::offload([&] { (void)std::async(std::launch::async, [&n] { ++n; }); });
  (void)slow(); // warns: slow // suggested: (void)co_await corolint::offload([&] { return slow(); });
  co_return n;
}

// An initialiser in parentheses has no type yet.
template <class N> task<int> parentheses_bad(N n) {
  long v(n + slow()); // warns: slow // suggested: long v(n + co_await corolint::offload([&] { return slow(); }));
  N w(slow()); // warns: slow // suggested: N w(co_await corolint::offload([&] { return slow(); }));
  co_return v + w;
}

struct arrow {
  int n;
  arrow *operator->() { return this; }
};
struct with_destructor {
  ~with_destructor() {}
};
template <class N> task<int> operator_by_name_ok(N, arrow p) {
  with_destructor local;
  auto f = [&] { return p.operator->(); };
  co_return f()->n;
}
