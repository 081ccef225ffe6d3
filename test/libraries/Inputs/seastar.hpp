// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of Seastar.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>

namespace seastar {

template <class T = void> struct [[nodiscard]] future : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<future, T, std::suspend_never>;
  T get();
  void wait();
};

future<> async(void (*function)());
template <class Rep, class Period> future<> sleep(std::chrono::duration<Rep, Period> time);

struct smp {
  static future<int> submit_to(unsigned shard, int (*function)());
};

} // namespace seastar
