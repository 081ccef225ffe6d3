// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of cppcoro.
#pragma once
#include "coroutine_type.hpp"
#include <cstddef>

namespace cppcoro {

template <class T = void> struct [[nodiscard]] task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<task, T>;
};
template <class T> struct generator {
  using promise_type = stand_in::generator_promise<generator, T>;
};

template <class Awaitable> int sync_wait(Awaitable &&awaitable);

struct static_thread_pool {
  stand_in::awaitable<void> schedule();
};

struct io_service {
  stand_in::awaitable<void> schedule();
  unsigned process_events();
  unsigned process_one_event();
  unsigned process_pending_events();
  unsigned process_one_pending_event();
  void stop();
};

template <class Scheduler> stand_in::awaitable<void> resume_on(Scheduler &scheduler, task<> work);
template <class Scheduler> stand_in::awaitable<void> schedule_on(Scheduler &scheduler, task<> work);

struct read_only_file {
  static read_only_file open(io_service &service, const char *path);
  stand_in::awaitable<std::size_t> read(unsigned long offset, void *buffer, std::size_t size);
};

struct async_mutex_lock {
  ~async_mutex_lock();
};
struct async_mutex {
  stand_in::awaitable<async_mutex_lock> scoped_lock_async();
};

} // namespace cppcoro
