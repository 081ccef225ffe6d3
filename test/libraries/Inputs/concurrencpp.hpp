// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of concurrencpp.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>
#include <cstddef>
#include <memory>
#include <tuple>

namespace concurrencpp {

enum class result_status { idle, value, exception };

template <class T> struct [[nodiscard]] result : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<result, T, std::suspend_never>;
  T get();
  void wait();
  template <class Duration> result_status wait_for(Duration time);
  result_status status() const;
  stand_in::awaitable<result> resolve();
};
template <class T> struct [[nodiscard]] lazy_result : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<lazy_result, T>;
  result<T> run();
};

struct executor;
template <class... T> lazy_result<std::tuple<T...>> when_all(std::shared_ptr<executor> resume, T &&...all);

struct executor {
  void post(void (*function)());
  result<int> submit(void (*function)());
};
struct thread_pool_executor : executor {};
struct thread_executor : executor {};
struct inline_executor : executor {};
struct manual_executor : executor {
  void wait_for_task();
  template <class Duration> bool loop_once_for(Duration time);
  std::size_t loop(std::size_t most);
  bool loop_once();
};

struct executor_tag {};

struct runtime {
  std::shared_ptr<thread_pool_executor> background_executor() const;
};

template <class Executor> stand_in::awaitable<void> resume_on(std::shared_ptr<Executor> executor);

} // namespace concurrencpp
