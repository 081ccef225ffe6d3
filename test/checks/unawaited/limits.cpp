// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s unawaited
#include "task.hpp"
#include <utility>
#include <vector>

task<void> work();

// A member of a local isn't followed.
task<void> missed_alarm_member_of_a_local() {
  struct job {
    task<void> step;
  };
  job local{work()};
  co_return;
}

// Somebody may await it through the reference.
task<void> missed_alarm_reference_that_is_not_used() {
  auto pending = work();
  auto &alias = pending;
  co_return;
}

// Of a container some elements were awaited.
task<void> missed_alarm_other_elements() {
  std::vector<task<void>> all;
  all.push_back(work());
  all.push_back(work());
  co_await std::move(all[0]);
}

// The call has queued the work; what it gives is only for those who want to
// know how it ended.
class queue {
public:
  struct operation {
    queue *where;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiting) { where->waiting = waiting; }
    void await_resume() const {}
  };
  operation close(int file) {
    closing.push_back(file);
    return {this};
  }

private:
  std::vector<int> closing;
  std::coroutine_handle<> waiting;
};
task<void> false_alarm_queued_by_the_call(queue &requests, int file) {
  requests.close(file); // warns: 'queue::operation'
  co_return;
}
