// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Seastar, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <seastar.hpp>
#include <unistd.h>
#include <utility>

using seastar::future;
using namespace std::chrono_literals;

future<> tick();

future<> waits_bad(future<int> first, future<int> second) {
  first.wait(); // warns sync-wait: 'seastar::future::wait'
  second.get(); // warns sync-wait: 'seastar::future::get'
  sleep(1); // warns: 'sleep'
  co_await tick();
}

future<> waits_ok(future<int> first) {
  co_await std::move(first);
  co_await seastar::async([] { seastar::sleep(1s).get(); });
  co_await seastar::smp::submit_to(1, [] { return static_cast<int>(::sleep(1)); });
  co_await seastar::sleep(1s);
}
