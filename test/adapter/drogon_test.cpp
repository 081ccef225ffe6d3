// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in Drogon's coroutines, on stand-ins for Drogon.

#include <corolint/adapters/drogon.hpp>

#include "check.hpp"

#include <stdexcept>
#include <string>
#include <thread>

#include <corolint/sync_wait.hpp>

namespace {

using corolint::offload;
using trantor::EventLoop;

drogon::Task<int> stay_on(EventLoop &loop) {
  for (int i = 0; i < 5; ++i) {
    co_await offload([&] { CHECK(!loop.isInLoopThread()); });
    CHECK(loop.isInLoopThread());
  }
  co_return 5;
}

drogon::AsyncTask stay_and_count(EventLoop &loop, int &unguarded) {
  const int rounds = co_await stay_on(loop);
  unguarded += co_await offload([=] { return rounds; });
  CHECK(loop.isInLoopThread());
  if (unguarded == 5000)
    loop.quit();
}

void resumes_in_the_loop_of_its_thread() {
  EventLoop loop;
  int unguarded = 0;
  loop.queueInLoop([&] {
    for (int i = 0; i < 1000; ++i)
      stay_and_count(loop, unguarded);
  });
  loop.loop();
  CHECK(unguarded == 5000);
}

drogon::Task<std::thread::id> where_it_goes_on(std::thread::id &called) {
  called = co_await offload([] { return std::this_thread::get_id(); });
  co_return std::this_thread::get_id();
}

void goes_on_where_the_call_was_made_without_a_loop() {
  std::thread::id called;
  CHECK(corolint::sync_wait(where_it_goes_on(called)) == called);
}

void refuses_to_wait_on_a_loop() {
  EventLoop loop;
  std::string why;
  loop.queueInLoop([&] {
    try {
      corolint::sync_wait(stay_on(loop));
    } catch (const std::logic_error &error) {
      why = error.what();
    }
    loop.quit();
  });
  loop.loop();
  CHECK(why.find("runs an event loop (Drogon)") != std::string::npos);
}

} // namespace

int main() {
  resumes_in_the_loop_of_its_thread();
  goes_on_where_the_call_was_made_without_a_loop();
  refuses_to_wait_on_a_loop();
}
