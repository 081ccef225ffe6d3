// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the fixes write in coroutines without an executor: the offload is only
// suggested, as they resume on the pool's thread. Those with one are in
// test/frameworks.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <chrono>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

task<void> tick();

task<void> statement_bad() {
  sleep(1); // warns: sleep // note: the coroutine then resumes on that executor's thread
  // suggested: co_await corolint::offload([&] { return sleep(1); });
  co_await tick();
}

task<unsigned> value_bad() {
  unsigned left = sleep(1); // warns: sleep // suggested: unsigned left = co_await corolint::offload([&] { return sleep(1); });
  if (sleep(2)) // warns: sleep // suggested: if (co_await corolint::offload([&] { return sleep(2); }))
    co_return 1;
  co_return left + sleep(3); // warns: sleep // suggested: co_return left + co_await corolint::offload([&] { return sleep(3); });
}

task<void> member_bad(std::future<std::string> result) {
  auto size = result.get().size(); // warns: get // suggested: auto size = (co_await corolint::offload([&] { return result.get(); })).size();
  co_await tick();
}

task<void> variable_bad(std::string name) {
  std::ifstream in(name); // warns: ifstream // suggested: std::ifstream in = co_await corolint::offload([&] { return std::ifstream(name); });
  int a = 0, b = 0;
  in >> a >> b; // warns: >> // suggested: co_await corolint::offload([&]() -> decltype(auto) { return in >> a >> b; });
  co_await tick();
}

std::future<int> global;

task<int> shared_object_bad() {
  co_return global.get(); // warns: get // note: other coroutines may reach 'global' // suggested: co_return co_await corolint::offload([&] { return global.get(); });
}

task<void> catch_handler_bad() {
  try {
    co_await tick();
  } catch (...) {
    sleep(1); // warns: sleep // note: may not stand in a catch handler
  }
}

unsigned waited(unsigned rest = sleep(1));

task<void> default_argument_bad() {
  waited(); // warns: sleep // note: may not stand in a default argument
  co_await tick();
}

task<void> static_variable_bad() {
  static unsigned left = sleep(1); // warns: sleep // note: may not stand in the initializer of a static variable
  thread_local unsigned mine = sleep(left); // warns: sleep // note: may not stand
  co_await tick();
  (void)mine;
}

task<void> lambda_bad() {
  [] {
    sleep(1); // warns: sleep // note: may not stand in a lambda that is no coroutine
  }();
  co_await tick();
}

#define PAUSE(n) sleep(n)

task<void> macro_bad() {
  PAUSE(1); // warns: sleep // note: corolint::offload
  co_await tick();
}

task<unsigned> seconds();

task<void> contains_await_bad() {
  sleep(co_await seconds()); // warns: sleep // note: corolint::offload
}

task<void> destructor_bad() {
  std::jthread worker([] {}); // warns: jthread // note: it waits where it is destroyed
  co_await tick();
}

task<void> temporary_bad() {
  std::jthread([] {}); // warns: jthread // suggested: co_await corolint::offload([&] { std::jthread([] {}); });
  std::jthread([](int) {}, 1); // warns: jthread // suggested: co_await corolint::offload([&] { std::jthread([](int) {}, 1); });
  (void)std::jthread([] {}); // warns: jthread // suggested: (void)co_await corolint::offload([&] { std::jthread([] {}); });
  std::jthread();
  co_await tick();
}

// One finding stands for all instantiations: its fix has to suit each.
struct pinned {
  explicit pinned(int n) { sleep(n); }
  pinned(const pinned &) = delete;
};
struct slow {
  slow() { sleep(1); }
};
struct movable {
  explicit movable(int n) { sleep(n); }
};
template <class T> task<void> instances_bad() {
  T object(1); // warns: blocks the thread // note: no rewriting is right for all instantiations
  delete new slow; // warns: slow // suggested: delete co_await corolint::offload([&] { return new slow; });
  delete[] new slow[2]; // warns: slow // note: run it with
  sleep(2); // warns: sleep // suggested: co_await corolint::offload([&] { return sleep(2); });
  co_await tick();
}
task<void> instantiate() {
  co_await instances_bad<movable>();
  co_await instances_bad<pinned>();
}
