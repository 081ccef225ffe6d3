// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rt/tasks.hpp"
#include "trace/trace.hpp"
#include "trace/traces.hpp"
#include "util/run.hpp"

namespace trace {
namespace {

struct job {
  void start() { trace_step(1); }
};

} // namespace

void quiet() { trace_step(2); }

void quiet_job() { util::run(job()); }

task<void> follow_quietly() {
  trace_step(3);
  co_await rt::tick();
}

} // namespace trace
