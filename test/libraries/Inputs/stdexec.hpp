// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of stdexec and its exec.
#pragma once
#include "coroutine_type.hpp"

namespace exec {
template <class T> struct basic_task;
}

namespace stdexec {

struct sync_wait_t {
  template <class Sender> int operator()(Sender &&sender) const;
};
inline constexpr sync_wait_t sync_wait;
struct sync_wait_with_variant_t {
  template <class Sender> int operator()(Sender &&sender) const;
};
inline constexpr sync_wait_with_variant_t sync_wait_with_variant;

struct schedule_t {
  template <class Scheduler> stand_in::awaitable<void> operator()(Scheduler scheduler) const;
};
inline constexpr schedule_t schedule;

struct run_loop {
  void run();
  void finish();
};

} // namespace stdexec

namespace exec {

template <class T> struct [[nodiscard]] basic_task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<basic_task, T>;
};
template <class T> using task = basic_task<T>;

struct start_detached_t {
  template <class Sender> void operator()(Sender &&sender) const;
};
inline constexpr start_detached_t start_detached;

namespace __task {
struct __reschedule_coroutine_on_t {
  template <class Scheduler> stand_in::awaitable<void> operator()(Scheduler scheduler) const;
};
} // namespace __task
inline constexpr __task::__reschedule_coroutine_on_t reschedule_coroutine_on;

namespace _pool_ {
struct _static_thread_pool {
  struct scheduler {};
  scheduler get_scheduler();
};
} // namespace _pool_
struct static_thread_pool : _pool_::_static_thread_pool {};

} // namespace exec
