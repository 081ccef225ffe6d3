// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What holds of coroutines that belong to no executor, for the tests of
// libraries: they go on on the thread that made the call, or where they ask to.
// Such a test describes its library:
//
//   template <class T> using task
//     the coroutine type.
//   static T wait(task<T>)
//     how the library waits for one.
//   class thread
//     a thread of the library's own, with `scheduler()` for `resume_on`.

#ifndef COROLINT_TEST_ADAPTER_WITHOUT_EXECUTOR_HPP
#define COROLINT_TEST_ADAPTER_WITHOUT_EXECUTOR_HPP

#include "check.hpp"
#include "results.hpp"

#include <cerrno>
#include <concepts>
#include <memory>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <vector>

#include <corolint/offload.hpp>
#include <corolint/sync_wait.hpp>

/// Coroutines of a library.
template <class Library> struct without_executor {
  template <class T> using task = typename Library::template task<T>;
  using thread = typename Library::thread;

  static task<int> goes_on_there() {
    const auto there =
        co_await corolint::offload([] { return std::this_thread::get_id(); });
    CHECK(std::this_thread::get_id() == there);
    co_return 7;
  }

  static void goes_on_where_the_call_was_made() {
    CHECK(Library::wait(goes_on_there()) == 7);
  }

  static task<int> comes_back(thread &home) {
    using corolint::offload;
    co_await offload([] {}, corolint::resume_on(home.scheduler()));
    const auto here = std::this_thread::get_id();
    for (int i = 0; i < 20; ++i) {
      errno = EDOM;
      const auto there = co_await offload(
          [] {
            errno = ERANGE;
            return std::this_thread::get_id();
          },
          corolint::resume_on(home.scheduler()));
      CHECK(errno == ERANGE);
      CHECK(there != here);
      CHECK(std::this_thread::get_id() == here);
      bool caught = false;
      auto fail = [] { throw std::out_of_range("there"); };
      try {
        co_await offload(fail, corolint::resume_on(home.scheduler()));
      } catch (const std::out_of_range &) {
        caught = std::this_thread::get_id() == here;
      }
      CHECK(caught);
    }
    co_return 20;
  }

  static void comes_back_to_a_scheduler() {
    thread home;
    {
      std::vector<std::jthread> waiting;
      for (int i = 0; i < 4; ++i)
        waiting.emplace_back([&] {
          for (int j = 0; j < 25; ++j)
            CHECK(Library::wait(comes_back(home)) == 20);
        });
    }
    let_go_of_schedulers();
  }

  /// In cppcoro, the thread that gave a coroutine back to a pool may still use
  /// the pool when the coroutine has ended.
  static void let_go_of_schedulers() {
    corolint::default_blocking_pool().drain();
  }

  static task<int> add(int a, int b) {
    co_return co_await corolint::offload([=] { return a + b; });
  }
  static task<std::unique_ptr<int>> make() {
    co_return co_await corolint::offload(
        [] { return std::make_unique<int>(7); });
  }
  static task<int &> refer(int &object) {
    co_await corolint::offload([] {});
    co_return object;
  }
  static task<void> fail() {
    co_await corolint::offload([] {});
    throw std::out_of_range("in the task");
  }

  static void is_waited_for() {
    CHECK(corolint::sync_wait(add(1, 2)) == 3);
    auto named = add(3, 4);
    CHECK(corolint::sync_wait(named) == 7);
    static_assert(std::same_as<decltype(corolint::sync_wait(make())),
                               std::unique_ptr<int>>);
    CHECK(*corolint::sync_wait(make()) == 7);
    int object = 1;
    CHECK(&corolint::sync_wait(refer(object)) == &object);
    bool caught = false;
    try {
      corolint::sync_wait(fail());
    } catch (const std::out_of_range &) {
      caught = true;
    }
    CHECK(caught);
    thread home;
    CHECK(corolint::sync_wait(comes_back(home)) == 20);
    let_go_of_schedulers();
  }

  static void all() {
    Library::wait(check_results<task<void>>());
    goes_on_where_the_call_was_made();
    comes_back_to_a_scheduler();
    is_waited_for();
  }
};

#endif
