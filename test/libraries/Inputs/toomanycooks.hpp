// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of TooManyCooks.
#pragma once
#include "coroutine_type.hpp"
#include <future>

namespace tmc {

template <class T = void> struct [[nodiscard]] task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<task, T>;
};

struct ex_cpu {};
ex_cpu &cpu_executor();

template <class T> struct aw_spawn : stand_in::awaitable<T> {
  void detach();
};

struct ex_braid {};
struct [[nodiscard]] aw_ex_scope_exit : stand_in::awaitable<void> {
  void await_suspend(std::coroutine_handle<> waiter) { waiter.resume(); }
};
stand_in::awaitable<aw_ex_scope_exit> enter(ex_braid &braid);

int async_main(task<int> work);
void post(ex_cpu &executor, task<void> work);
void post(ex_cpu &executor, void (*function)());
std::future<void> post_waitable(ex_cpu &executor, task<void> work);
aw_spawn<void> spawn(task<void> work);
stand_in::awaitable<void> resume_on(ex_cpu &executor);

} // namespace tmc
