// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lanes: one thread, one call after the other, in order.

#include "check.hpp"
#include "plain_task.hpp"

#include <optional>
#include <thread>
#include <vector>

#include <corolint/offload.hpp>

namespace {

using corolint::lane;
using corolint::offload;

static_assert(corolint::blocking_executor<lane>);

/// An object that belongs to the thread that made it.
class bound_object {
public:
  void use(int value) {
    CHECK(std::this_thread::get_id() == thread_);
    values.push_back(value);
  }

  std::vector<int> values;

private:
  std::thread::id thread_ = std::this_thread::get_id();
};

plain_task use_often(lane &on, std::optional<bound_object> &object,
                     int number) {
  for (int round = 0; round < 10; ++round)
    co_await offload(on, [&] {
      if (!object)
        object.emplace();
      object->use(number);
    });
}

/// The coroutines go on on the lane's thread, so the object is used unguarded
/// also while others ask for it.
void makes_all_calls_on_one_thread() {
  lane on;
  std::optional<bound_object> object;
  std::vector<plain_task> tasks;
  for (int i = 0; i < 1000; ++i)
    tasks.push_back(use_often(on, object, i));
  for (auto &task : tasks)
    task.wait();
  CHECK(object->values.size() == 10'000);
}

plain_task use_once(lane &on, std::vector<int> &numbers, int number) {
  co_await offload(on, [&] { numbers.push_back(number); });
}

void keeps_the_order() {
  std::vector<int> numbers;
  {
    lane on("ordered");
    std::vector<plain_task> tasks;
    for (int i = 0; i < 1000; ++i)
      tasks.push_back(use_once(on, numbers, i));
    for (auto &task : tasks)
      task.wait();
  }
  CHECK(numbers.size() == 1000);
  for (int i = 0; i < 1000; ++i)
    CHECK(numbers[i] == i);
}

plain_task wait_for(lane &on, one_time_event &proceed) {
  co_await offload(on, [&] { proceed.wait(); });
}

plain_task never_called(lane &on) {
  co_await offload(on, [] { CHECK(false); });
}

void destruction_takes_back_a_queued_call() {
  lane on;
  one_time_event proceed;
  plain_task running = wait_for(on, proceed);
  std::optional queued = never_called(on);
  queued.reset();
  proceed.set();
  running.wait();
}

} // namespace

int main() {
  makes_all_calls_on_one_thread();
  keeps_the_order();
  destruction_takes_back_a_queued_call();
}
