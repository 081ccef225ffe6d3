// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lazy coroutines and what takes them, for the tests of this folder.
#pragma once
#include "eager.hpp"
#include "generator.hpp"
#include "task.hpp"
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

task<int> number();
task<int> length(const std::string &text);
task<int> twice(const int &value);
task<int> eat(std::string &&text);
task<int> by_value(std::string text);
task<void> print(std::string_view text);
task<void> print_c(const char *text);
task<int> sum(std::span<const int> values);
task<int> add(std::initializer_list<int> values);
task<int> greet(const std::string &name = "nobody");
task<int> quiet_greet(std::string name = "nobody");
generator<char> letters(const std::string &text);
inline task<int> forwards(const std::string &text) { return length(text); }
inline task<int> copies(const std::string &text) { return by_value(text); }
template <class F> task<int> retry(F &&f) { co_return f(); }
template <class F> task<int> retry_copy(F f) { co_return f(); }

struct record {
  std::string name;
  std::vector<std::string> names;
};
record make();

struct options {
  int size;
  options(int size = 0) : size(size) {}
  options &set(int value);
};
task<void> configure(const options &with);

struct file_reference {
  const std::string &name;
  int size;
};
task<void> open(file_reference file);

struct [[gsl::Pointer(record)]] record_view {
  record_view(const record &of);
};
task<void> look(record_view at);
record_view bind(const record &of [[clang::lifetimebound]]);
task<void> look_at(record_view at);

struct client {
  task<int> fetch();
  task<int> fetch_const() const;
  static task<int> make();
};
client make_client();

// Home-made helpers.
template <class T> void spawn(T &&task);
struct context {};
struct detached_token {};
template <class T> void co_spawn(context &, T &&, detached_token) {}
detached start_now(task<int> work);
template <class... T> task<void> when_all(T... tasks);
template <class T> task<void> when_all(std::vector<T> tasks);
template <class T> task<T> with_timeout(task<T> work, int seconds);
template <class T> T sync_wait(task<T> work);
