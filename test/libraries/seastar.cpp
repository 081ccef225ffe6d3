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

future<int> work(int key);

// Whoever has waited for a future gets it back.
future<int> waited_for_ok(std::vector<future<int>> futures) {
  auto f = co_await seastar::coroutine::as_future(work(1));
  if (f.failed())
    co_return 0;
  int sum = f.get();
  f = co_await seastar::coroutine::as_future(work(2));
  sum += f.get();
  sum += (co_await seastar::coroutine::as_future(work(3))).get();
  auto [first, second] = co_await seastar::when_all(work(4), work(5));
  sum += first.get() + second.get();
  auto both = co_await seastar::when_all(work(6), work(7));
  sum += std::get<0>(both).get();
  auto all = co_await seastar::when_all(futures.begin(), futures.end());
  for (auto &each : all)
    sum += each.get();
  sum += all[0].get() + all.front().get();
  co_await seastar::when_all(work(8), work(9));
  co_return sum;
}

future<int> waited_for_bad(bool again) {
  auto f = co_await seastar::coroutine::as_future(work(1));
  if (again)
    f = work(2);
  co_return f.get(); // warns sync-wait: 'seastar::future::get'
}

future<int> in_a_loop_bad(int times) {
  auto f = co_await seastar::coroutine::as_future(work(1));
  for (int i = 0; i < times; ++i) {
    f.get(); // warns sync-wait: 'seastar::future::get'
    f = work(2);
  }
  co_return co_await std::move(f);
}

// Nothing is lost with what is done already.
future<> optional_work_ok(bool any) {
  future<> f = seastar::make_ready_future<>();
  if (any)
    f = tick();
  return f;
}
future<> overwritten_bad() {
  future<> f = tick();
  f = tick(); // warns unawaited: 'f' is overwritten
  return f;
}
