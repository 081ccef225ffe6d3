// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// East and west have the same names at the same places; what is called is not.
#include "east/east.hpp"
#include "rt/tasks.hpp"
#include "util/run.hpp"
#include <unistd.h>

static void refresh() { sleep(1); }

static void rinse() {
  struct bucket {
    void empty() { sleep(2); }
  };
  bucket().empty();
}

namespace {

void sweep() { sleep(3); }

struct job {
  void start() { sleep(4); }
};

struct step {
  virtual ~step() = default;
  virtual void go() {}
};

struct next_step : step {
  void go() override { sleep(5); }
};

} // namespace

namespace east {

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
  refresh(); // warns: 'refresh' blocks // chain: refresh@east/util.cpp:9
  rinse(); // warns: 'rinse' blocks
  // chain: rinse@east/util.cpp:15 > bucket::empty@east/util.cpp:13
  sweep(); // warns: 'sweep' blocks // chain: sweep@east/util.cpp:20
  util::run(job()); // warns: 'util::run' blocks
  // chain: util::run@util/run.hpp:8 > job::start@east/util.cpp:23
  co_await rt::tick();
}

} // namespace east
