// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the awaiting coroutine gets back, whatever its type: one coroutine,
// instantiated by the test of each framework.

#ifndef COROLINT_TEST_ADAPTER_RESULTS_HPP
#define COROLINT_TEST_ADAPTER_RESULTS_HPP

#include "check.hpp"

#include <algorithm>
#include <cerrno>
#include <concepts>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <corolint/offload.hpp>

/// Starts a thread per call, and counts the calls.
struct thread_per_call {
  int &calls;

  void execute(corolint::blocking_call call) const {
    ++calls;
    std::thread(call).detach();
  }
};

/// Takes no call.
struct full_executor {
  void execute(corolint::blocking_call) {
    throw std::system_error(
        std::make_error_code(std::errc::resource_unavailable_try_again));
  }
};

struct free_function {
  static int call() { return 42; }
};

/// Not exactly is how stdexec hands on what it awaits: references arrive as
/// objects, and `errno` doesn't.
template <class Task, bool Exact = true> Task check_results() {
  using corolint::offload;
  const auto here = std::this_thread::get_id();

  // Values, on another thread.
  std::thread::id there;
  const int value = co_await offload([&] {
    there = std::this_thread::get_id();
    return 6 * 7;
  });
  CHECK(value == 42);
  CHECK(there != here);
  CHECK(co_await offload(free_function::call) == 42);
  const std::vector numbers =
      co_await offload([] { return std::vector{1, 2, 3}; });
  CHECK(numbers.size() == 3);
  const std::string text = co_await offload(
      []() -> const std::string { return "longer than a small string is"; });
  CHECK(text.size() == 29);

  // In a condition and as an argument.
  if (co_await offload([] { return false; }))
    CHECK(false);
  CHECK(std::max(co_await offload([] { return 1; }),
                 co_await offload([] { return 2; })) == 2);

  // void.
  bool called = false;
  co_await offload([&] { called = true; });
  CHECK(called);

  // References stay references.
  if constexpr (Exact) {
    int object = 1;
    auto by_reference = [&]() -> decltype(auto) { return (object); };
    using operation = decltype(offload(by_reference));
    static_assert(std::same_as<typename operation::result_type, int &>);
    int &reference = co_await offload(by_reference);
    CHECK(&reference == &object);
    const int &constant =
        co_await offload([&]() -> const int & { return object; });
    CHECK(&constant == &object);
    auto source = std::make_unique<int>(3);
    const auto moved = co_await offload(
        [&]() -> std::unique_ptr<int> && { return std::move(source); });
    CHECK(!source && *moved == 3);
  }

  // Move-only results and functions; a function is called as an rvalue.
  auto made = co_await offload([] { return std::make_unique<int>(5); });
  CHECK(*made == 5);
  // Named, as GCC 12 destroys closures and aggregates that are temporaries of a
  // co_await twice.
  auto owner = [made = std::move(made)] { return *made; };
  CHECK(co_await offload(std::move(owner)) == 5);
  struct once {
    std::unique_ptr<int> held = std::make_unique<int>(7);
    std::unique_ptr<int> operator()() && { return std::move(held); }
  };
  once one_shot;
  CHECK(*co_await offload(std::move(one_shot)) == 7);
  auto made_before = offload([] { return 8; });
  CHECK(co_await std::move(made_before) == 8);

  // Exceptions.
  bool caught = false;
  try {
    co_await offload([]() -> int { throw std::out_of_range("there"); });
  } catch (const std::out_of_range &error) {
    caught = error.what() == std::string("there");
  }
  CHECK(caught);

  // errno goes there and back, as in a plain call.
  if constexpr (Exact) {
    errno = EDOM;
    int seen = 0;
    co_await offload([&] { seen = std::exchange(errno, ENOENT); });
    CHECK(errno == ENOENT);
    CHECK(seen == EDOM);
    co_await offload([] {});
    CHECK(errno == ENOENT);
  }

  // Executors of one's own, as lvalue and as rvalue.
  int calls = 0;
  thread_per_call executor{calls};
  CHECK(co_await offload(executor, [] { return 1; }) == 1);
  CHECK(co_await offload(thread_per_call{calls}, [] { return 2; }) == 2);
  CHECK(calls == 2);
  caught = false;
  try {
    co_await offload(full_executor(), [] { CHECK(false); });
  } catch (const std::system_error &error) {
    caught = error.code() == std::errc::resource_unavailable_try_again;
  }
  CHECK(caught);
}

#endif
