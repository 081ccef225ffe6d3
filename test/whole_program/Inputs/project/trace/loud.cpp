// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#define TRACE_SLOWLY
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

void loud() { trace_step(2); }

void loud_job() { util::run(job()); }

task<void> follow_loudly() {
  trace_step(3); // warns: 'trace_step' blocks // chain: trace_step@trace/trace.hpp:9
  co_await rt::tick();
}

} // namespace trace
