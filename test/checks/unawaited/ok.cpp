// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Awaited, handed on, or dropped on purpose.
// RUN: %lint %s unawaited
#include "eager.hpp"
#include "generator.hpp"
#include "task.hpp"
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

task<void> work();
task<int> number();
eager begun();
detached fire_and_forget();
generator<int> numbers();
template <class... T> task<void> when_all(T &&...tasks);
template <class T> void spawn(T &&task);

#define EXPECT_DEATH(statement, text)                                          \
  do {                                                                         \
    statement;                                                                 \
  } while (false)

task<void> macro_argument_ok() {
  EXPECT_DEATH(co_await work(), "x");
  EXPECT_DEATH((void)work(), "x");
}

task<void> awaited_ok() {
  co_await work();
  int n = co_await number() + co_await number();
  auto pending = work();
  co_await std::move(pending);
  auto both = when_all(work(), work());
  co_await std::move(both);
  (void)n;
}

task<void> returned_ok() { return work(); }

task<int> handed_on_ok() {
  auto first = number();
  auto second = number();
  co_await when_all(std::move(first), std::move(second));
  spawn(work());
  auto third = work();
  spawn(std::move(third));
  co_return 1;
}

task<void> awaited_on_some_path_ok(bool flag) {
  auto pending = work();
  if (flag)
    co_await std::move(pending);
}

task<void> captured_ok() {
  auto pending = work();
  auto later = [pending = std::move(pending)] {};
  auto borrowed = work();
  auto refers = [&borrowed] { spawn(std::move(borrowed)); };
  refers();
  co_return;
}

task<void> dropped_on_purpose_ok() {
  (void)work();
  static_cast<void>(work());
  std::ignore = work();
  co_return;
}

void eager_ok() {
  begun();
  auto running = begun();
}

void detached_ok() { fire_and_forget(); }

void generator_ok() {
  numbers();
  auto all = numbers();
}

task<void> by_value_parameter_ok(task<void> given) { co_return; }

void static_ok() {
  static auto once = work();
  thread_local auto each = work();
}

struct holder {
  task<void> member;
  holder() : member(work()) {}
};

task<void> stored_ok(std::vector<task<void>> &owner, std::optional<task<void>> &slot,
                     holder &object) {
  owner.push_back(work());
  slot = work();
  object.member = work();
  co_return;
}

task<void> container_awaited_ok() {
  std::vector<task<int>> all;
  all.push_back(number());
  for (auto &each : all)
    co_await std::move(each);
}

// Its free operator co_await makes a value awaitable, but it is a value.
struct duration {
  int seconds;
};
task<void>::handle unused_handle;
auto operator co_await(duration) { return std::suspend_always(); }
duration seconds(int);

task<void> free_operator_ok() {
  seconds(1);
  co_await seconds(2);
}

void unevaluated_ok() {
  using type = decltype(work());
  static_assert(sizeof(work()) == sizeof(type));
}

// An asynchronous generator is iterated, not awaited.
namespace cppcoro {
template <class T> struct async_generator {
  struct promise_type {
    async_generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void unhandled_exception();
    void return_void();
  };
  task<int> begin();
};
} // namespace cppcoro
cppcoro::async_generator<int> counted();

void generator_not_started_ok() { auto unused = counted(); }

constexpr bool verbose = false;

task<void> discarded_branch_ok() {
  if constexpr (verbose)
    number();
  if constexpr (!verbose) {
  } else {
    number();
  }
  co_return;
}

template <class F> void calls_written_out_ok(F f) {
  f.operator()();
  auto size = []<class T>() { return sizeof(T); };
  size.template operator()<int>();
}
void instantiates_calls_written_out() {
  calls_written_out_ok([] {});
  auto size = []<class T>() { return sizeof(T); };
  size.operator()<int>();
}

// What was awaited is only destroyed.
task<void> disposed_ok() {
  auto t = work();
  co_await std::move(t);
  { auto gone = std::move(t); }
}

// Whoever makes one of what a coroutine gives resumes it.
template <class T> struct started_promise;
template <class T> struct unstarted {
  using promise_type = started_promise<T>;
  std::coroutine_handle<promise_type> handle;
};
template <class T> struct started_future {
  using promise_type = started_promise<T>;
  T value{};
  started_future(unstarted<T> &&b) {
    b.handle.promise().target = this;
    b.handle.resume();
  }
  started_future(const started_future &) = delete;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return value; }
};
template <class T> struct started_promise {
  started_future<T> *target = nullptr;
  unstarted<T> get_return_object() { return {std::coroutine_handle<started_promise>::from_promise(*this)}; }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T v) { target->value = v; }
  void unhandled_exception() {}
};
started_future<int> started(int);
void started_ok() { started(1); }
