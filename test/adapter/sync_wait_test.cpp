// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From async to sync, for coroutine types that any coroutine can await.

#include "check.hpp"
#include "lazy_task.hpp"
#include "loop_task.hpp"

#include <concepts>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <corolint/offload.hpp>
#include <corolint/sync_wait.hpp>

namespace {

using corolint::offload;
using corolint::sync_wait;

lazy_task<int> add(int a, int b) {
  co_return co_await offload([=] { return a + b; });
}
lazy_task<int> fail() {
  co_await offload([] {});
  throw std::out_of_range("in the task");
}
lazy_task<std::unique_ptr<int>> make() { co_return std::make_unique<int>(7); }
lazy_task<void> set(bool &done) {
  co_await offload([] {});
  done = true;
}
lazy_task<int &> refer(int &object) {
  co_await offload([] {});
  co_return object;
}

void gets_results() {
  CHECK(sync_wait(add(1, 2)) == 3);
  auto task = add(3, 4);
  CHECK(sync_wait(task) == 7);

  static_assert(
      std::same_as<decltype(sync_wait(make())), std::unique_ptr<int>>);
  CHECK(*sync_wait(make()) == 7);

  bool done = false;
  static_assert(std::is_void_v<decltype(sync_wait(set(done)))>);
  sync_wait(set(done));
  CHECK(done);

  int object = 1;
  static_assert(std::same_as<decltype(sync_wait(refer(object))), int &>);
  CHECK(&sync_wait(refer(object)) == &object);

  bool caught = false;
  try {
    sync_wait(fail());
  } catch (const std::out_of_range &error) {
    caught = error.what() == std::string("in the task");
  }
  CHECK(caught);

  CHECK(sync_wait(offload([] { return std::string("awaitable"); })) ==
        "awaitable");
  sync_wait(std::suspend_never());
}

void waits_on_many_threads_at_once() {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([] {
      for (int j = 0; j < 500; ++j)
        CHECK(sync_wait(add(j, 1)) == j + 1);
    });
}

template <class F> std::string refusal(F function) {
  try {
    function();
  } catch (const std::logic_error &error) {
    return error.what();
  }
  return "";
}

void refuses_on_a_lane() {
  corolint::lane lane;
  auto wait_there = [&] { return refusal([] { sync_wait(add(1, 1)); }); };
  const std::string why = sync_wait(offload(lane, wait_there));
  CHECK(why.starts_with("corolint::sync_wait was called on the only thread"));
  CHECK(why.ends_with("call sync_wait on another thread"));
  CHECK(sync_wait(offload(wait_there)).empty());
}

loop *loop_of_the_test = nullptr;
const corolint::detail::loop_kind test_loops("the test's", []() noexcept {
  return loop_of_the_test->runs_here();
});

void refuses_on_a_loop() {
  loop home;
  loop_of_the_test = &home;
  CHECK(sync_wait(add(1, 2)) == 3);
  std::string why;
  home.post([&] { why = refusal([] { sync_wait(add(1, 2)); }); });
  home.run();
  CHECK(why.starts_with(
      "corolint::sync_wait was called on a thread that runs an event loop"));
  CHECK(why.find("the test's") != std::string::npos);
}

} // namespace

int main() {
  loop none;
  loop_of_the_test = &none;
  gets_results();
  waits_on_many_threads_at_once();
  refuses_on_a_lane();
  refuses_on_a_loop();
}
