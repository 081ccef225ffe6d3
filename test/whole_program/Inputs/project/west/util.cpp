// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// East and west have the same names at the same places; what is called is not.
#include "west/west.hpp"
#include "rt/tasks.hpp"
#include "util/run.hpp"
#include <unistd.h>

static void refresh() { alarm(1); }

static void rinse() {
  struct bucket {
    void empty() { alarm(2); }
  };
  bucket().empty();
}

namespace {

void sweep() { alarm(3); }

struct job {
  void start() { alarm(4); }
};

struct step {
  virtual ~step() = default;
  virtual void go() {}
};

struct next_step : step {
  void go() override { alarm(5); }
};

} // namespace

namespace west {

void refresh_all() { refresh(); }

void rinse_all() { rinse(); }

void sweep_all() { sweep(); }

void run_all() { util::run(job()); }

void step_all() {
  next_step last;
  step &first = last;
  first.go();
}

task<void> tidy() {
  refresh();
  rinse();
  sweep();
  util::run(job());
  co_await rt::tick();
}

} // namespace west
