// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of async_simple.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>

namespace async_simple {

struct Executor {
  virtual bool schedule(void (*function)());
};
namespace executors {
struct IoExecutor : Executor {};
} // namespace executors

template <class T> struct Future : stand_in::awaitable<T> {
  T get() &&;
  void wait();
  T &value();
};

namespace util {
struct Condition {
  void acquire();
  void release();
};
} // namespace util

namespace coro {

template <class T = void> struct [[nodiscard]] Lazy : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<Lazy, T>;
  void start(void (*callback)(int));
};

template <class Awaitable> int syncAwait(Awaitable &&awaitable);
stand_in::awaitable<void> dispatch(Executor *executor);
template <class Rep, class Period> Lazy<> sleep(std::chrono::duration<Rep, Period> time);

} // namespace coro
} // namespace async_simple
