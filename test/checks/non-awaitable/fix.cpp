// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands without `co_await` as well loses it.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <tuple>
#include <memory>
#include <string>
#include <vector>

struct plain {
  int field = 0;
  int method() const { return field; }
};
int number();
void nothing();
plain make();
std::string text();
std::vector<int> numbers();
void use(plain, int = 0);
task<int> work();

task<void> statements_bad(bool flag, plain value) {
  co_await number(); // warns: 'int' // fixed: number();
  co_await nothing(); // warns: 'void' // fixed: nothing();
  co_await make(); // warns: 'plain' // fixed: make();
  co_await 5; // warns: 'int' // fixed: 5;
  co_await value; // warns: 'plain' // fixed: value;
  (void)co_await nothing(); // warns: 'void' // fixed: (void)nothing();
  if (flag)
    co_await nothing(); // warns: 'void' // fixed: nothing();
  else
    co_await nothing(); // warns: 'void' // fixed: nothing();
  while (flag) co_await nothing(); // warns: 'void' // fixed: while (flag) nothing();
  for (int i = 0; i < 3; co_await nothing()) // warns: 'void' // fixed: for (int i = 0; i < 3; nothing())
    ++i;
  switch (number()) {
  case 1:
    co_await nothing(); // warns: 'void' // fixed: nothing();
  default:
    co_await nothing(); // warns: 'void' // fixed: nothing();
  }
  co_await work();
}

task<int> values_bad(bool flag) {
  int n = co_await number(); // warns: 'int' // fixed: int n = number();
  auto deduced = co_await make(); // warns: 'plain' // fixed: auto deduced = make();
  plain declared = co_await make(); // warns: 'plain' // fixed: plain declared = make();
  std::string s = co_await text(); // warns: 'std::string' // fixed: std::string s = text();
  long wide = co_await number(); // warns: 'int' // fixed: long wide = number();
  int direct(co_await number()); // warns: 'int' // fixed: int direct(number());
  n = co_await number(); // warns: 'int' // fixed: n = number();
  n += 1 + co_await number(); // warns: 'int' // fixed: n += 1 + number();
  use(co_await make(), n); // warns: 'plain' // fixed: use(make(), n);
  n = (co_await make()).field; // warns: 'plain' // fixed: n = (make()).field;
  n = flag ? co_await number() : 0; // warns: 'int' // fixed: n = flag ? number() : 0;
  if (co_await number()) // warns: 'int' // fixed: if (number())
    ++n;
  for (int each : co_await numbers()) // warns: 'std::vector<int>' // fixed: for (int each : numbers())
    n += each;
  (void)wide, (void)direct, (void)deduced, (void)declared;
  co_return co_await number(); // warns: 'int' // fixed: co_return number();
}

task<std::string> returned_bad() {
  co_return co_await text(); // warns: 'std::string' // fixed: co_return text();
}

task<void> spelling_bad(int n) {
  n = -co_await -n; // warns: 'int' // fixed: n = - -n;
  n = !co_await number(); // warns: 'int' // fixed: n = !number();
  n = co_await(number()); // warns: 'int' // fixed: n = (number());
  n = co_await (n + 1) * 2; // warns: 'int' // fixed: n = (n + 1) * 2;
  n = co_await /* why? */ number(); // warns: 'int' // fixed: n = /* why? */ number();
  n = co_await // warns: 'int' // fixed: n =
      number();
  co_await work();
}

task<void> last_await_bad() {
  co_await number(); // warns: 'int' // fixed: number();
}

task<void> both_of_them_bad() {
  co_await number(); // warns: 'int' // fixed: number();
  co_await nothing(); // warns: 'void' // fixed: nothing();
}

task<void> one_line_bad() { co_await 5; } // warns: 'int' // fixed: task<void> one_line_bad() { 5; co_return; }

task<void> in_lambda_bad() {
  auto inner = []() -> task<void> {
    co_await nothing(); // warns: 'void' // fixed: nothing();
  };
  co_await inner();
}

struct service {
  int cached = 0;
  int load() { return cached; }
  task<int> member_bad() {
    co_await load(); // warns: 'int' // fixed: load();
    co_return co_await this->load(); // warns: 'int' // fixed: co_return this->load();
  }
  task<int> field_bad() {
    co_return co_await cached; // warns: 'int' // fixed: co_return cached;
  }
};

template <class T> task<T> uninstantiated_bad(T value) {
  co_await number(); // warns: 'int' // fixed: number();
  co_return value;
}

template <class T> task<void> instantiated_bad(T value) {
  co_await number(); // warns: 'int' // fixed: number();
  co_await work();
}
task<void> instantiates() { co_await instantiated_bad(1), co_await instantiated_bad('x'); }

struct entry {
  int key;
  std::string text;
};
std::pair<bool, std::string> lookup(int);
std::tuple<int, int, int> three();
entry find(int);
struct opaque {
  opaque(int);
private:
  int a, b;
};
opaque hidden();
task<int> bindings_bad() {
  auto [found, text] = co_await lookup(1); // warns: 'std::pair // fixed: auto [found, text] = lookup(1);
  auto [a, b, c] = co_await three(); // warns: 'std::tuple // fixed: auto [a, b, c] = three();
  auto [key, of] = co_await find(2); // warns: 'entry' // fixed: auto [key, of] = find(2);
  auto &[key_of_value, text_of_value] = co_await find(2); // warns: 'entry' // note: remove 'co_await', or await
  co_return 0;
}
