// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can be awaited in another way is.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <functional>
#include <memory>
#include <optional>
#include <vector>

task<int> work();
task<int> with_default(int n = 0);
void look(task<int> &);

struct eager_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};

// Calls

struct service {
  task<int> member();
  task<int> overloaded();
  task<int> overloaded(int);

  task<void> inside_bad() {
    co_await member; // warns: not called // fixed: co_await member();
  }
};

template <class T> task<T> made() { co_return T(); }

task<int> calls_bad(service s, service *p, std::function<task<int>()> function) {
  co_await work; // warns: not called // fixed: co_await work();
  int n = co_await work; // warns: not called // fixed: int n = co_await work();
  co_await with_default; // warns: not called // fixed: co_await with_default();
  co_await s.member; // warns: not called // fixed: co_await s.member();
  co_await p->member; // warns: not called // fixed: co_await p->member();
  co_await s.overloaded; // warns: not called // fixed: co_await s.overloaded();
  co_await function; // warns: not called // fixed: co_await function();
  auto lambda = []() -> task<int> { co_return 1; };
  co_await lambda; // warns: not called // fixed: co_await lambda();
  co_await []() -> task<int> { co_return 1; }; // warns: not called // fixed: co_await []() -> task<int> { co_return 1; }();
  co_return n;
}

// Rvalues

task<int> last_use_bad(bool flag) {
  auto pending = work();
  int n = co_await pending; // warns: rvalue // fixed: int n = co_await std::move(pending);
  if (flag) {
    auto inner = work();
    co_await inner; // warns: rvalue // fixed: co_await std::move(inner);
  }
  co_return n;
}

task<int> parameter_bad(task<int> pending) {
  co_return co_await pending; // warns: rvalue // fixed: co_return co_await std::move(pending);
}

task<void> asked_before_bad(task<int> pending) {
  if (pending.valid())
    co_await pending; // warns: rvalue // fixed: co_await std::move(pending);
}

task<void> used_after_bad(task<int> pending) {
  co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
  look(pending);
}

task<void> reference_bad(task<int> &pending) {
  co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
}

struct holder {
  task<int> pending;
  task<void> member_bad() {
    co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
  }
};

task<void> member_bad(holder h) {
  co_await h.pending; // warns: rvalue // suggested: co_await std::move(h.pending);
}

task<void> captured_bad(task<int> pending) {
  auto later = [&] { look(pending); };
  co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
  later();
}

task<void> referred_bad(task<int> pending) {
  auto &again = pending;
  co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
  look(again);
}

task<void> lambda_bad(task<int> pending) {
  auto inner = [&]() -> task<void> {
    co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
  };
  co_await inner();
}

task<void> global_bad() {
  static task<int> pending = work();
  co_await pending; // warns: rvalue // suggested: co_await std::move(pending);
}

task<void> made_in_a_loop_bad() {
  for (int i = 0; i < 2; ++i) {
    auto inner = work();
    co_await inner; // warns: rvalue // fixed: co_await std::move(inner);
  }
}

// What holds them

task<void> dereferenced_bad(eager_awaiter *pointer, task<int> *raw,
                            std::unique_ptr<task<int>> owner,
                            std::optional<task<int>> maybe,
                            std::vector<task<int>> many) {
  co_await pointer; // warns: pointer // suggested: co_await *pointer;
  co_await raw; // warns: pointer // suggested: co_await std::move(*raw);
  co_await owner; // warns: holds // suggested: co_await std::move(*owner);
  co_await maybe; // warns: holds // suggested: co_await std::move(*maybe);
  co_await many.begin(); // warns: holds // suggested: co_await std::move(*many.begin());
}
