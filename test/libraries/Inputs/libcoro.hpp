// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of libcoro.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>

namespace coro {

template <class T = void> struct [[nodiscard]] task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<task, T>;
};
template <class T> struct generator {
  using promise_type = stand_in::generator_promise<generator, T>;
};

template <class Awaitable> int sync_wait(Awaitable &&awaitable);

struct thread_pool {
  stand_in::awaitable<void> schedule();
  stand_in::awaitable<void> yield();
  bool spawn_detached(task<> work);
  task<> spawn_joinable(task<> work);
  void shutdown();
};

struct scheduler {
  stand_in::awaitable<void> schedule();
  std::size_t process_events(std::chrono::milliseconds timeout = std::chrono::milliseconds(0));
  bool spawn_detached(task<> work);
  void shutdown();
};

template <class Executor> struct task_group {
  explicit task_group(Executor &executor);
  task_group(const task_group &) = delete;
  [[nodiscard]] bool start(task<> &&work);
  stand_in::awaitable<void> operator co_await() const noexcept;
};

struct io_scheduler {
  stand_in::awaitable<void> schedule();
  std::size_t process_events(std::chrono::milliseconds timeout = std::chrono::milliseconds(0));
};

} // namespace coro
