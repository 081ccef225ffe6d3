// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Destructors that nobody wrote a call of: of what smart pointers and
// containers own, virtual ones too, and of temporaries.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <memory>
#include <optional>
#include <unistd.h>
#include <utility>
#include <vector>

task<void> tick();

struct closable {
  virtual ~closable() = default;
};
struct synced_file : closable {
  ~synced_file() { fsync(1); }
};
std::unique_ptr<closable> make();
struct owner_of_closable {
  std::unique_ptr<closable> p;
  ~owner_of_closable() {}
};

task<void> virtual_bad(std::unique_ptr<closable> &p, std::optional<synced_file> &o, owner_of_closable *h) {
  auto made = std::make_unique<synced_file>(); // warns: it reaches 'fsync'
  auto owned = make(); // warns: it reaches 'fsync'
  p.reset(); // warns: it reaches 'fsync'
  o.reset(); // warns: it reaches 'fsync'
  std::vector<synced_file> many(2); // warns: it reaches 'fsync'
  delete h; // warns: it reaches 'fsync'
  co_await tick();
}

struct plain_closable {
  virtual ~plain_closable() = default;
};
struct leaf_closable : plain_closable {
  ~leaf_closable() {}
};
struct last_closable : leaf_closable {
  ~last_closable() { fsync(1); }
};
// What a container has is no class derived from its elements'.
task<void> elements_ok() {
  std::vector<leaf_closable> many(2);
  std::optional<leaf_closable> one(std::in_place);
  co_await tick();
}

struct slow_to_go {
  slow_to_go();
  ~slow_to_go() { sleep(1); }
  int value() const;
  int change();
  int field;
};
slow_to_go get();
int look(const slow_to_go &);
struct sink_of_slow {
  sink_of_slow(const slow_to_go &);
};
void helper() { get().value(); }

task<void> temporaries_bad() {
  look(get()); // warns: it reaches 'sleep'
  get().change(); // warns: it reaches 'sleep'
  int a = get().value(); // warns: it reaches 'sleep'
  int b = get().field; // warns: it reaches 'sleep'
  sink_of_slow s((slow_to_go())); // warns: it reaches 'sleep'
  helper(); // warns: it reaches 'sleep'
  co_await tick();
  (void)a, (void)b;
}

task<void> emptied_bad(std::unique_ptr<slow_to_go> &p, std::optional<slow_to_go> &o, std::vector<slow_to_go> &v, slow_to_go *s) {
  p = nullptr; // warns: it reaches 'sleep'
  o = std::nullopt; // warns: it reaches 'sleep'
  v.erase(v.begin()); // warns: it reaches 'sleep'
  std::destroy_at(s); // warns: it reaches 'sleep'
  co_await tick();
}
