// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of Boost.Cobalt.
#pragma once
#include "coroutine_type.hpp"
#include <future>

namespace boost::asio {
struct thread_pool {
  struct executor_type {};
  executor_type get_executor();
};
struct use_future_t {};
inline constexpr use_future_t use_future;
struct detached_t {};
inline constexpr detached_t detached;
template <class Executor, class Token> stand_in::awaitable<void> post(Executor &executor, const Token &token);
} // namespace boost::asio

namespace boost::cobalt {

template <class T> struct [[nodiscard]] task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<task, T>;
};
template <class T> struct [[nodiscard]] promise : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<promise, T, std::suspend_never>;
  void operator+() &&;
};
struct [[nodiscard]] thread : stand_in::awaitable<void> {
  using promise_type = stand_in::promise<thread, void, std::suspend_never>;
  void join();
  void detach();
};

struct use_op_t {};
inline constexpr use_op_t use_op;

int run(task<int> work);
std::future<void> spawn(asio::thread_pool::executor_type executor, task<void> work, asio::use_future_t token);
void spawn(asio::thread_pool::executor_type executor, task<void> work, asio::detached_t token);

} // namespace boost::cobalt
