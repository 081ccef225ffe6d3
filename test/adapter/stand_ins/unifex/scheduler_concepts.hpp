// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Schedulers, and how a receiver or promise says which is its own.

#pragma once

#include <unifex/sender_concepts.hpp>
#include <unifex/tag_invoke.hpp>

#include <utility>

namespace unifex {

namespace _get_scheduler {

struct _fn {
  template <class T>
    requires tag_invocable<_fn, const T &>
  auto operator()(const T &provider) const noexcept {
    return tag_invoke(_fn(), provider);
  }
};

} // namespace _get_scheduler

inline constexpr _get_scheduler::_fn get_scheduler{};

inline constexpr auto schedule = [](auto scheduler) {
  return scheduler.schedule();
};

template <class T>
using get_scheduler_result_t = decltype(get_scheduler(std::declval<T>()));
template <class Scheduler>
using schedule_result_t = decltype(schedule(std::declval<Scheduler>()));

} // namespace unifex
