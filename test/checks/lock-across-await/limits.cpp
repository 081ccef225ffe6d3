// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known to be found wrongly, and to be missed.
// RUN: %lint %s lock-across-await
#include "task.hpp"
#include <mutex>
#include <utility>
#include <vector>

task<void> work();
std::mutex m;

// The conditions are about expressions, not about one variable.
task<void> false_alarm_related_conditions(unsigned flags) {
  std::unique_lock lock(m, std::defer_lock);
  if (flags & 1)
    lock.lock();
  if (!(flags & 1))
    co_await work(); // warns: 'lock'
}

// What a loop locks by a variable of its own is forgotten at its end: whether
// another loop unlocks all of them can't be told.
task<void> missed_alarm_loops(std::vector<std::mutex *> mutexes) {
  for (std::mutex *each : mutexes)
    each->lock();
  co_await work();
  for (std::mutex *each : mutexes)
    each->unlock();
}

// The flag of an own guard isn't related to the lock.
class tried_guard {
public:
  explicit tried_guard(std::mutex &m) : m_(m), owned_(m.try_lock()) {}
  ~tried_guard() {
    if (owned_)
      m_.unlock();
  }
  bool owned() const { return owned_; }

private:
  std::mutex &m_;
  bool owned_;
};
task<void> false_alarm_flag_of_an_own_guard() {
  tried_guard guard(m);
  if (!guard.owned())
    co_await work(); // warns: 'guard'
}

// Functions of other files aren't followed.
void take_all();
void give_all_back();
task<void> missed_alarm_helper_elsewhere() {
  take_all();
  co_await work();
  give_all_back();
}

// Lambdas that are called by others aren't followed.
void with_each(void (*f)());
task<void> missed_alarm_locked_in_a_callback() {
  with_each([] { m.lock(); });
  co_await work();
}

// What is in the parts of a structured binding isn't followed.
task<void> missed_alarm_structured_binding() {
  auto [lock, number] = std::pair(std::unique_lock(m), 1);
  co_await work();
}
