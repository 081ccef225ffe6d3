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

struct io_scheduler {
  stand_in::awaitable<void> schedule();
  std::size_t process_events(std::chrono::milliseconds timeout = std::chrono::milliseconds(0));
};

} // namespace coro
