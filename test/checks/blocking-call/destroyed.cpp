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

struct base {
  virtual ~base() = default;
};
struct file : base {
  ~file() { fsync(1); }
};
std::unique_ptr<base> make();
struct holder {
  std::unique_ptr<base> p;
  ~holder() {}
};

task<void> virtual_bad(std::unique_ptr<base> &p, std::optional<file> &o, holder *h) {
  auto made = std::make_unique<file>(); // warns: it reaches 'fsync'
  auto owned = make(); // warns: it reaches 'fsync'
  p.reset(); // warns: it reaches 'fsync'
  o.reset(); // warns: it reaches 'fsync'
  std::vector<file> many(2); // warns: it reaches 'fsync'
  delete h; // warns: it reaches 'fsync'
  co_await tick();
}

struct plain_base {
  virtual ~plain_base() = default;
};
struct leaf : plain_base {
  ~leaf() {}
};
struct last : leaf {
  ~last() { fsync(1); }
};
// What a container has is no class derived from its elements'.
task<void> elements_ok() {
  std::vector<leaf> many(2);
  std::optional<leaf> one(std::in_place);
  co_await tick();
}

struct slow {
  slow();
  ~slow() { sleep(1); }
  int value() const;
  int change();
  int field;
};
slow get();
int look(const slow &);
struct sink {
  sink(const slow &);
};
void helper() { get().value(); }

task<void> temporaries_bad() {
  look(get()); // warns: it reaches 'sleep'
  get().change(); // warns: it reaches 'sleep'
  int a = get().value(); // warns: it reaches 'sleep'
  int b = get().field; // warns: it reaches 'sleep'
  sink s((slow())); // warns: it reaches 'sleep'
  helper(); // warns: it reaches 'sleep'
  co_await tick();
  (void)a, (void)b;
}

task<void> emptied_bad(std::unique_ptr<slow> &p, std::optional<slow> &o, std::vector<slow> &v, slow *s) {
  p = nullptr; // warns: it reaches 'sleep'
  o = std::nullopt; // warns: it reaches 'sleep'
  v.erase(v.begin()); // warns: it reaches 'sleep'
  std::destroy_at(s); // warns: it reaches 'sleep'
  co_await tick();
}
