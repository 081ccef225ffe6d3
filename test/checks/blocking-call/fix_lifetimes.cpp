// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fixes of calls whose value can't be handed back from another function as it
// is: the value refers to a temporary, goes on reading, or has no text of its
// own. Then what looks at the value is moved with it, or there is no fix.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

task<void> tick();
void show(std::string_view text);

const std::string &same(const std::string &text) { sleep(1); return text; }
std::string_view view(const std::string &text) { sleep(1); return text; }
const char *chars(const std::string &text) { sleep(1); return text.c_str(); }
std::span<const int> all(const std::vector<int> &v) { sleep(1); return v; }
struct named { const std::string &name; };
named name_of(const std::string &text) { sleep(1); return {text}; }
std::reference_wrapper<const std::string> wrapped(const std::string &text) { sleep(1); return text; }
std::optional<std::string_view> maybe(const std::string &text) { sleep(1); return text; }
std::vector<int>::const_iterator first(const std::vector<int> &v) { sleep(1); return v.begin(); }
struct registry { int size; };
registry &registry_of(const std::string &name) { sleep(1); static registry r; return r; }
std::error_code save(const std::string &text) { sleep(1); return {}; }

task<void> looked_at_bad() {
  auto a = same("x").size(); // warns: same // suggested: auto a = co_await corolint::offload([&] { return same("x").size(); });
  auto b = view("x").size(); // warns: view // suggested: auto b = co_await corolint::offload([&] { return view("x").size(); });
  if (view("x") == "x") // warns: view // suggested: if (co_await corolint::offload([&] { return view("x") == "x"; }))
    co_return;
  if (!chars("x")) // warns: chars // suggested: if (co_await corolint::offload([&] { return !chars("x"); }))
    co_return;
  if (chars("x")[0] == 'x') // warns: chars // suggested: if (co_await corolint::offload([&] { return chars("x")[0]; }) == 'x')
    co_return;
  auto c = all({1, 2}).size(); // warns: all // suggested: auto c = co_await corolint::offload([&] { return all({1, 2}).size(); });
  auto d = name_of("x").name.size(); // warns: name_of // suggested: auto d = co_await corolint::offload([&] { return name_of("x").name.size(); });
  auto e = wrapped("x").get().size(); // warns: wrapped // suggested: auto e = co_await corolint::offload([&] { return wrapped("x").get().size(); });
  auto f = *first({1}); // warns: first // suggested: auto f = co_await corolint::offload([&] { return *first({1}); });
  (void)a, (void)b, (void)c, (void)d, (void)e, (void)f;
}

task<void> copied_bad(std::string text) {
  std::string a = same("x"); // warns: same // suggested: std::string a = co_await corolint::offload([&] { return same("x"); });
  std::string b(same("x" + text)); // warns: same // suggested: std::string b(co_await corolint::offload([&] { return same("x" + text); }));
  std::string c{view("x")}; // warns: view // suggested: std::string c = co_await corolint::offload([&] { return std::string{view("x")}; });
  std::string d = chars("x"); // warns: chars // suggested: std::string d = co_await corolint::offload([&]() -> std::string { return chars("x"); });
  std::string e(maybe("x").value()); // warns: maybe // suggested: std::string e = co_await corolint::offload([&] { return std::string(maybe("x").value()); });
  std::string f = name_of("x").name; // warns: name_of // suggested: std::string f = co_await corolint::offload([&] { return name_of("x").name; });
  co_await tick();
}

// What somebody else does with the value stays on the coroutine's thread.
task<void> used_elsewhere_bad(std::string text) {
  show(view("x")); // warns: view // note: run it with 'co_await corolint::offload
  const auto &a = same("x"); // warns: same // note: run it with
  auto b = view(text + "x"); // warns: view // note: run it with
  auto c = name_of("x"); // warns: name_of // note: run it with
  co_await tick();
  (void)a, (void)b, (void)c;
}

// No temporary, or none that the value could refer to.
task<void> unrelated_bad(std::string text) {
  auto a = view(text); // warns: view // suggested: auto a = co_await corolint::offload([&] { return view(text); });
  auto &b = registry_of("x"); // warns: registry_of // suggested: auto &b = co_await corolint::offload([&]() -> decltype(auto) { return registry_of("x"); });
  std::error_code c = save("x"); // warns: save // suggested: std::error_code c = co_await corolint::offload([&] { return save("x"); });
  FILE *d = fopen((text + "x").c_str(), "r"); // warns: fopen // suggested: FILE *d = co_await corolint::offload([&] { return fopen((text + "x").c_str(), "r"); });
  same("x"); // warns: same // suggested: co_await corolint::offload([&] { same("x"); });
  co_await tick();
  (void)a, (void)b, (void)d;
}

task<void> iterators_bad(std::ifstream file, std::filesystem::path folder) {
  std::string a(std::istreambuf_iterator<char>(file), {}); // warns: std::istreambuf_iterator // suggested: std::string a = co_await corolint::offload([&] { return std::string(std::istreambuf_iterator<char>(file), {}); });
  std::string b{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}; // warns: std::istreambuf_iterator // suggested: std::string b = co_await corolint::offload([&] { return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}; });
  std::vector<std::filesystem::path> c(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator{}); // warns: directory_iterator // suggested: std::vector<std::filesystem::path> c = co_await corolint::offload([&] { return std::vector<std::filesystem::path>(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator{}); });
  auto d = std::distance(std::filesystem::directory_iterator(folder), {}); // warns: directory_iterator // suggested: auto d = co_await corolint::offload([&] { return std::distance(std::filesystem::directory_iterator(folder), {}); });
  auto e = std::istreambuf_iterator<char>(file); // warns: std::istreambuf_iterator // note: run it with
  co_await tick();
  (void)d, (void)e;
}

task<void> dropped_future_bad() {
  std::async(std::launch::async, [] {}); // warns: future // suggested: co_await corolint::offload([&] { (void)std::async(std::launch::async, [] {}); });
  co_await tick();
}

// GCC 12 doesn't take members of what is awaited in a template.
struct page {
  int number;
  int length() const;
  void turn();
};
page load() { sleep(1); return {}; }
page *loaded() { sleep(1); return nullptr; }
template <class T> task<int> members_bad(T) {
  int number = load().number; // warns: load // suggested: int number = co_await corolint::offload([&] { return load().number; });
  if (load().length() > 2) // warns: load // suggested: if (co_await corolint::offload([&] { return load().length(); }) > 2)
    co_await tick();
  number += loaded()->number; // warns: loaded // suggested: number += (co_await corolint::offload([&] { return loaded(); }))->number;
  load().turn(); // warns: load // note: run it with 'co_await corolint::offload([&] { return ...; })'
  auto inner = []() -> task<int> { co_return load().number; }; // warns: load // suggested: auto inner = []() -> task<int> { co_return co_await corolint::offload([&] { return load().number; }); };
  auto generic = [](auto) -> task<int> { co_return load().number; }; // warns: load // suggested: auto generic = [](auto) -> task<int> { co_return co_await corolint::offload([&] { return load().number; }); };
  co_return co_await inner() + co_await generic(1);
}
template task<int> members_bad(int);
template <class T> struct reader {
  task<int> members_bad() { co_return load().number; } // warns: load // suggested: task<int> members_bad() { co_return co_await corolint::offload([&] { return load().number; }); }
};
template struct reader<int>;
task<int> members_outside_bad() {
  load().turn(); // warns: load // suggested: (co_await corolint::offload([&] { return load(); })).turn();
  co_return load().number; // warns: load // suggested: co_return (co_await corolint::offload([&] { return load(); })).number;
}

struct slow_iterator {
  int operator*() const { sleep(1); return 0; }
  slow_iterator &operator++() { return *this; }
  bool operator!=(const slow_iterator &) const { return false; }
};
struct slow_range {
  slow_iterator begin() const { return {}; }
  slow_iterator end() const { return {}; }
};
task<void> steps_of_a_loop_bad(slow_range r) {
  for (int n : r) // warns: slow_iterator::operator* // note: gather what the loop needs
    co_await tick();
}

// Pointers that lead to what dies with the call, by way of its result.
std::vector<const std::string *> words(const std::string &text);
struct entry {
  const std::string *name;
};
entry lookup(const std::string &text);
task<int> pointers_bad(std::string x) {
  auto size = words(x + "a")[0]->size(); // warns: words // suggested: auto size = co_await corolint::offload([&] { return words(x + "a")[0]->size(); });
  std::string name = *lookup(x + "b").name; // warns: lookup // suggested: std::string name = co_await corolint::offload([&] { return *lookup(x + "b").name; });
  co_return int(size + name.size());
}
std::vector<const std::string *> words(const std::string &text) {
  sleep(1);
  return {&text};
}
entry lookup(const std::string &text) {
  sleep(1);
  return {&text};
}
