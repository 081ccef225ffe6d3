// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of two files that each have static ones of the same names.
#include "east/east.hpp"
#include "rt/tasks.hpp"
#include "trace/traces.hpp"
#include "west/west.hpp"

// Nobody defines them for other files.
void refresh();
void sweep();

namespace app {

task<void> east() {
  east::refresh_all(); // warns: 'east::refresh_all' blocks
  // chain: east::refresh_all@east/util.cpp:39 > refresh@east/util.cpp:9
  east::rinse_all(); // warns: 'east::rinse_all' blocks
  // chain: east::rinse_all@east/util.cpp:41 > rinse@east/util.cpp:15 > bucket::empty@east/util.cpp:13
  east::sweep_all(); // warns: 'east::sweep_all' blocks
  // chain: east::sweep_all@east/util.cpp:43 > sweep@east/util.cpp:20
  east::run_all(); // warns: 'east::run_all' blocks
  // chain: east::run_all@east/util.cpp:45 > util::run@util/run.hpp:8 > job::start@east/util.cpp:23
  east::step_all(); // warns: 'east::step_all' blocks
  // chain: east::step_all@east/util.cpp:50 > next_step::go@east/util.cpp:32
  co_await rt::tick();
}

task<void> west() {
  west::refresh_all();
  west::rinse_all();
  west::sweep_all();
  west::run_all();
  west::step_all();
  co_await rt::tick();
}

task<void> neither() {
  refresh();
  sweep();
  co_await rt::tick();
}

task<void> traces() {
  trace::loud(); // warns: 'trace::loud' blocks
  // chain: trace::loud@trace/loud.cpp:17 > trace_step@trace/trace.hpp:9
  trace::loud_job(); // warns: 'trace::loud_job' blocks
  // chain: trace::loud_job@trace/loud.cpp:19 > util::run@util/run.hpp:8 > trace::job::start@trace/loud.cpp:12 > trace_step@trace/trace.hpp:9
  trace::quiet();
  trace::quiet_job();
  co_await rt::tick();
}

} // namespace app
