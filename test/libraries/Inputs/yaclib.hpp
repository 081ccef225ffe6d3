// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of YACLib.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>

namespace yaclib {

struct IExecutor {};
struct FairThreadPool : IExecutor {
  void Wait();
};

template <class T> struct FutureBase : stand_in::awaitable<T> {
  T Get() &&;
  T Touch() &&;
  bool Ready() const;
};
template <class T = void> struct [[nodiscard]] Future : FutureBase<T> {
  using promise_type = stand_in::promise<Future, T, std::suspend_never>;
};
template <class T = void> struct [[nodiscard]] Task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<Task, T>;
  T Get() &&;
  void Detach() &&;
};

template <class... Futures> void Wait(Futures &...futures);
template <class Duration, class... Futures> bool WaitFor(Duration time, Futures &...futures);
template <class... Futures> stand_in::awaitable<void> Await(Futures &...futures);
stand_in::awaitable<void> On(IExecutor &executor);
stand_in::awaitable<void> On(FairThreadPool &executor);
Future<int> Run(IExecutor &executor, void (*function)());

struct WaitGroup {
  void Wait();
};

} // namespace yaclib
