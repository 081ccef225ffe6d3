// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of libunifex.
#pragma once
#include "coroutine_type.hpp"

namespace unifex {

namespace _task {
template <class T> struct _task {
  struct [[nodiscard]] type : stand_in::awaitable<T> {
    using promise_type = stand_in::promise<type, T>;
  };
};
} // namespace _task
template <class T> using task = typename _task::_task<T>::type;

namespace _sync_wait_cpo {
struct _fn {
  template <class Sender> int operator()(Sender &&sender) const;
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait;
namespace _sync_wait_r_cpo {
template <class Result> struct _fn {
  template <class Sender> Result operator()(Sender &&sender) const;
};
} // namespace _sync_wait_r_cpo
template <class Result> inline constexpr _sync_wait_r_cpo::_fn<Result> sync_wait_r;

namespace _schedule {
struct _fn {
  template <class Scheduler> stand_in::awaitable<void> operator()(Scheduler scheduler) const;
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule;

namespace _spawn_detached {
struct _spawn_detached_fn {
  template <class Sender, class Scope> void operator()(Sender &&sender, Scope &scope) const;
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached;

namespace _manual_event_loop {
struct context {
  void run();
  void stop();
};
} // namespace _manual_event_loop
using manual_event_loop = _manual_event_loop::context;

namespace _static_thread_pool {
struct context {
  struct scheduler {};
  scheduler get_scheduler();
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;

namespace _single_thread {
struct context {
  struct scheduler {};
  scheduler get_scheduler();
};
} // namespace _single_thread
using single_thread_context = _single_thread::context;

struct async_scope {};

} // namespace unifex
