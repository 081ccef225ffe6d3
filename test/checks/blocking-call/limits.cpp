// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Known limits. When one is gone, its function gets another name.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <functional>
#include <future>
#include <memory>
#include <ranges>
#include <thread>
#include <vector>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

task<void> tick();

// What a variable holds that is given another value is not tracked.
task<void> missed_alarm_reassigned_function_object(bool slow) {
  std::function<void()> wait = [] {};
  if (slow)
    wait = [] { sleep(1); };
  wait();
  co_await tick();
}

// Nobody knows that this descriptor was made non-blocking by its owner.
task<void> false_alarm_descriptor_from_elsewhere(int fd, char *buffer) {
  auto size = read(fd, buffer, 1); // warns: read
  co_await tick();
  (void)size;
}

// A coroutine that calls its parameter isn't looked at once for every callable.
template <class F> task<void> call(F f) {
  co_await tick();
  f();
}
task<void> missed_alarm_lambda_passed_to_a_coroutine() {
  co_await call([] { sleep(1); });
}

// A view keeps its callable until somebody iterates.
task<void> missed_alarm_lazy_view(std::vector<unsigned> v) {
  for (unsigned left : v | std::views::transform([](unsigned n) { return sleep(n); }))
    (void)left;
  co_await tick();
}

// What a future waits for when it is destroyed is known where it is made only.
std::future<int> start() {
  return std::async([] { return 1; });
}
task<void> missed_alarm_future_from_a_helper() {
  auto result = start();
  co_await tick();
}

// The virtual destructors that the compiler writes are no targets of `delete`,
// and nobody knows which owner of a shared object is the last.
struct base {
  virtual ~base() = default;
};
struct worker : base {
  std::jthread thread{[] {}};
};
base *make();
task<void> missed_alarm_implicit_destructor(std::shared_ptr<worker> last) {
  delete make();
  last.reset();
  co_await tick();
}

void nap() { sleep(1); }
task<void> missed_alarm_bound_function() {
  std::bind(nap)();
  co_await tick();
}

// What becomes of a member in a file that isn't seen isn't known.
class reader {
public:
  explicit reader(const char *path);
  task<void> false_alarm_member_opened_elsewhere(char *to) {
    read(file, to, 1); // warns: 'read'
    co_await tick();
  }

private:
  int file;
};

// What a caller gives for a parameter isn't followed into the helper.
int poll_for(pollfd *fd, int timeout) { return poll(fd, 1, timeout); }
task<void> false_alarm_helper_that_need_not_wait(pollfd *fd) {
  poll_for(fd, 0); // warns: 'poll_for'
  co_await tick();
}
