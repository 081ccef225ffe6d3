// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the stand-ins for cppcoro and libcoro wait for a task.

#pragma once

#include "../check.hpp"
#include "../lazy_task.hpp"

#include <coroutine>
#include <exception>
#include <utility>

struct lazy_waiting {
  struct promise_type {
    lazy_waiting get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

template <class T>
lazy_waiting await_lazy(const lazy_task<T> &task, one_time_event &ended) {
  try {
    static_cast<void>(co_await task);
  } catch (...) { // It is thrown again by who waits.
  }
  ended.set();
}

template <class T> T wait_for_lazy(lazy_task<T> task) {
  one_time_event ended;
  await_lazy(task, ended);
  ended.wait();
  return static_cast<std::add_rvalue_reference_t<T>>(
      (std::move(task).operator co_await()).await_resume());
}
