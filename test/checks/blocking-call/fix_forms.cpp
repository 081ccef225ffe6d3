// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a call may stand: what is written around it stays valid, or there is no
// fix.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <fstream>
#include <memory>
#include <pthread.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

task<void> tick();
int slow(int n = 0) { sleep(1); return n; }
struct point { int x, y; int sum() { return x + y; } };
point make() { sleep(1); return {}; }
point *find() { sleep(1); return nullptr; }

task<int> operators_bad(int *values, bool b) {
  int n = -slow() + 1; // warns: slow // suggested: int n = -co_await corolint::offload([&] { return slow(); }) + 1;
  n = b ? slow() : 0; // warns: slow // suggested: n = b ? co_await corolint::offload([&] { return slow(); }) : 0;
  b = !slow() && b; // warns: slow // suggested: b = !co_await corolint::offload([&] { return slow(); }) && b;
  n = values[slow()]; // warns: slow // suggested: n = values[co_await corolint::offload([&] { return slow(); })];
  n = slow()[values]; // warns: slow // suggested: n = (co_await corolint::offload([&] { return slow(); }))[values];
  n = make().sum(); // warns: make // suggested: n = (co_await corolint::offload([&] { return make(); })).sum();
  n = find()->x; // warns: find // suggested: n = (co_await corolint::offload([&] { return find(); }))->x;
  n = find()[1].y; // warns: find // suggested: n = (co_await corolint::offload([&] { return find(); }))[1].y;
  n = (*find()).y; // warns: find // suggested: n = (*co_await corolint::offload([&] { return find(); })).y;
  n = static_cast<char>(slow()); // warns: slow // suggested: n = static_cast<char>(co_await corolint::offload([&] { return slow(); }));
  n = slow(slow(2)); // warns: slow // warns: slow // suggested: n = co_await corolint::offload([&] { return slow(slow(2)); });
  (void)slow(), n++; // warns: slow // suggested: (void)co_await corolint::offload([&] { return slow(); }), n++;
  co_return n;
}

task<int> statements_bad(int n) {
  if (int k = slow(); k > 1) // warns: slow // suggested: if (int k = co_await corolint::offload([&] { return slow(); }); k > 1)
    n++;
  while (auto k = slow()) // warns: slow // suggested: while (auto k = co_await corolint::offload([&] { return slow(); }))
    n += k;
  do
    n++;
  while (slow()); // warns: slow // suggested: while (co_await corolint::offload([&] { return slow(); }));
  for (int i = 0; i < 2; slow()) // warns: slow // suggested: for (int i = 0; i < 2; co_await corolint::offload([&] { return slow(); }))
    i++;
  for (int k : {slow(), 2}) // warns: slow // note: may not stand in a braced list of elements
    n += k;
  switch (auto k = slow()) { // warns: slow // suggested: switch (auto k = co_await corolint::offload([&] { return slow(); })) {
  case 1:
    slow(k); // warns: slow // suggested: co_await corolint::offload([&] { return slow(k); });
  }
  auto &&[x, y] = make(); // warns: make // suggested: auto &&[x, y] = co_await corolint::offload([&] { return make(); });
  co_await tick();
  throw slow(x + y); // warns: slow // suggested: throw co_await corolint::offload([&] { return slow(x + y); });
}

struct handle {
  int value;
  handle *operator->() { sleep(1); return this; }
  int &operator*() { sleep(1); return value; }
  handle operator+(int) const { sleep(1); return *this; }
  int operator()(int n) const { sleep(n); return n; }
  operator int() const { sleep(1); return value; }
};
struct status {
  explicit operator bool() const { sleep(1); return true; }
};
task<int> operator_calls_bad(handle h, status s) {
  int n = h->value; // warns: operator-> // suggested: int n = (co_await corolint::offload([&] { return h.operator->(); }))->value;
  n = *h; // warns: operator* // suggested: n = co_await corolint::offload([&]() -> decltype(auto) { return *h; });
  n = (h + 1).value; // warns: operator+ // suggested: n = (co_await corolint::offload([&] { return h + 1; })).value;
  n = h(2); // warns: operator() // suggested: n = co_await corolint::offload([&] { return h(2); });
  n = h; // warns: operator int // suggested: n = co_await corolint::offload([&] { return static_cast<int>(h); });
  n = (int)h; // warns: operator int // suggested: n = co_await corolint::offload([&] { return (int)h; });
  if (s) // warns: operator bool // suggested: if (co_await corolint::offload([&] { return static_cast<bool>(s); }))
    n++;
  bool b = static_cast<bool>(s); // warns: operator bool // suggested: bool b = co_await corolint::offload([&] { return static_cast<bool>(s); });
  co_return n + b;
}

std::string read_all(const std::string &path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}
struct config {
  config(const std::string &path, int n = 0) : text(read_all(path)), n(n) {}
  std::string text;
  int n;
};
template <class T> struct box {
  box(T value) : value(value) { sleep(1); }
  T value;
};
void take(config c);
task<void> constructors_bad(std::string path) {
  config a = path; // warns: config::config // suggested: config a = co_await corolint::offload([&]() -> config { return path; });
  config b = {path, 1}; // warns: config::config // suggested: config b = co_await corolint::offload([&]() -> config { return {path, 1}; });
  const config &c = path; // warns: config::config // suggested: const config &c = co_await corolint::offload([&]() -> config { return path; });
  struct config d(path); // warns: config::config // suggested: struct config d = co_await corolint::offload([&] { return config(path); });
  auto e = config{path, 2}; // warns: config::config // suggested: auto e = co_await corolint::offload([&] { return config{path, 2}; });
  auto f = new config(path); // warns: config::config // suggested: auto f = co_await corolint::offload([&] { return new config(path); });
  std::unique_ptr<config> g(new config(path)); // warns: config::config // suggested: std::unique_ptr<config> g(co_await corolint::offload([&] { return new config(path); }));
  auto h = static_cast<config>(path); // warns: config::config // suggested: auto h = co_await corolint::offload([&] { return static_cast<config>(path); });
  box i(1); // warns: box // suggested: box i = co_await corolint::offload([&] { return box(1); });
  box j = 1; // warns: box // note: run it with
  config k[1] = {path}; // warns: config::config // note: run it with
  config l [[maybe_unused]] (path); // warns: config::config // note: run it with
  struct local { local() { sleep(1); } } m; // warns: local // note: run it with
  take(path); // warns: config::config // note: run it with
  take(config(path)); // warns: config::config // suggested: take(co_await corolint::offload([&] { return config(path); }));
  co_await tick();
  (void)c, (void)e, (void)f, (void)h, (void)j, (void)k, (void)m;
}

struct pinned {
  explicit pinned(int n) { sleep(n); }
  pinned(pinned &&) = delete;
};
task<void> immovable_bad() {
  pinned one(1); // warns: pinned // note: run it with 'co_await corolint::offload([&] { return ...; })'; a 'pinned' can't be moved: have 'std::make_unique' make it
  auto two = std::make_unique<pinned>(2); // warns: make_unique // suggested: auto two = co_await corolint::offload([&] { return std::make_unique<pinned>(2); });
  co_await tick();
}

struct flags { unsigned low : 4, high : 4; };
task<void> not_in_a_lambda_bad(flags f) {
  auto [low, high] = f;
  slow(low); // warns: slow // note: 'low' is a bit-field, which no lambda can refer to
  slow(f.high); // warns: slow // suggested: co_await corolint::offload([&] { return slow(f.high); });
  std::ifstream in(__func__); // warns: ifstream // note: '__func__' means something else in a lambda
  slow(({ int n = 1; n; })); // warns: slow // note: it contains statements
  thread_local int mine = 2;
  slow(mine); // warns: slow // note: 'mine' is another object on another thread
  slow(*static_cast<int *>(__builtin_alloca(8))); // warns: slow // note: what 'alloca' gives ends with the lambda
  slow(pthread_self()); // warns: slow // note: 'pthread_self' gives another thread there
  slow(std::this_thread::get_id() == std::thread::id()); // warns: slow // note: 'std::this_thread::get_id' gives another thread there
  co_await tick();
}
