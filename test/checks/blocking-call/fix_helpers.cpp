// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fixes of calls that block through what they call: at the call in the
// coroutine, never in the helper.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <unistd.h>

task<void> tick();

std::string read_all(const std::string &path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}
struct config {
  explicit config(const std::string &path) : text(read_all(path)) {}
  int lines() const { return static_cast<int>(read_all(text).size()); }
  std::string text;
};

task<int> expressions_bad(std::string path) {
  auto text = read_all(path); // warns: read_all // suggested: auto text = co_await corolint::offload([&] { return read_all(path); });
  config first(path); // warns: config::config // suggested: config first = co_await corolint::offload([&] { return config(path); });
  auto second = std::make_unique<config>(path); // warns: make_unique // suggested: auto second = co_await corolint::offload([&] { return std::make_unique<config>(path); });
  if (read_all(path).empty()) // warns: read_all // suggested: if ((co_await corolint::offload([&] { return read_all(path); })).empty())
    co_return first.lines(); // warns: config::lines // suggested: co_return co_await corolint::offload([&] { return first.lines(); });
  co_await tick();
  co_return 0;
}

// Threads share the standard streams, and lock them.
int warnings;
void complain(const char *why) {
  std::fprintf(stderr, "%s\n", why);
  sleep(1);
}
void complain_and_count(const char *why) {
  complain(why);
  ++warnings;
}
task<void> globals_bad() {
  complain("late");           // warns: complain // note: corolint::offload(...)'; the coroutine // suggested: co_await corolint::offload([&] { return complain("late"); });
  complain_and_count("late"); // warns: complain_and_count // note: other coroutines may reach 'warnings' // suggested: co_await corolint::offload([&] { return complain_and_count("late"); });
  co_await tick();
}

struct settings {
  std::string text = read_all("settings");
};
task<void> initialisers_bad() {
  settings all; // warns: settings::settings // suggested: settings all = co_await corolint::offload([&] { return settings(); });
  co_await tick();
}

// What can't be moved can't be handed from one thread to another.
class old_client {
public:
  explicit old_client(int n) { sleep(n); }

private:
  old_client(const old_client &);
};
struct pinned {
  explicit pinned(int n) { sleep(n); }
  pinned(const pinned &) = delete;
};
struct transaction : pinned {
  explicit transaction(int n) : pinned(n) {}
};
struct holder {
  explicit holder(const char *path) : member(path) {}
  ~holder() {}
  std::unique_ptr<int> pointer; // and so without a move constructor
  config member;
};
task<void> immovable_bad() {
  old_client one(1); // warns: old_client // note: run it with
  pinned two(1); // warns: pinned // note: run it with
  transaction three(1); // warns: transaction // note: run it with
  holder four("x"); // warns: holder // note: run it with
  co_await tick();
}

struct slow_awaiter {
  bool await_ready() { return sleep(1) == 0; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
void call(void (*f)());
template <class F> void twice(F f) { f(), f(); }
void nap() { sleep(1); }

// Nothing that could be wrapped.
task<void> no_fix_bad() {
  co_await slow_awaiter(); // warns: await_ready // note: whoever uses it waits too: mend 'slow_awaiter::await_ready'
  twice(nap); // warns: nap // note: run the call that it is handed to with
  static const std::string text = read_all("x"); // warns: read_all // note: in the initializer of a static variable
}
