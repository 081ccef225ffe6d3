// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of Seastar.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>
#include <tuple>
#include <vector>

namespace seastar {

template <class T = void> struct [[nodiscard]] future : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<future, T, std::suspend_never>;
  T get();
  void wait();
  bool available() const;
  bool failed() const;
};
template <class T = void> future<T> make_ready_future();
template <class... T> future<std::tuple<future<T>...>> when_all(future<T> &&...all);
future<std::vector<future<int>>> when_all(std::vector<future<int>>::iterator begin, std::vector<future<int>>::iterator end);

namespace coroutine {
template <class T> struct [[nodiscard]] as_future : stand_in::awaitable<future<T>> {
  explicit as_future(future<T> f);
};
} // namespace coroutine

future<> async(void (*function)());
template <class Rep, class Period> future<> sleep(std::chrono::duration<Rep, Period> time);

struct smp {
  static future<int> submit_to(unsigned shard, int (*function)());
};

} // namespace seastar
