// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of thread pools: bshoshany's, DeveloperPaul123's, CTPL, task_thread_pool and progschj's.
#pragma once
#include <future>
#include <vector>

namespace BS {
template <class T> struct multi_future : std::vector<std::future<T>> {
  void get();
  void wait() const;
};
template <int features = 0> struct thread_pool {
  ~thread_pool();
  void wait();
  template <class Duration> bool wait_for(Duration time);
  void detach_task(void (*task)());
  std::future<void> submit_task(void (*task)());
  multi_future<void> submit_loop(int first, int last, void (*loop)(int));
};
} // namespace BS

namespace dp {
template <class Function = int> struct thread_pool {
  void enqueue_detach(void (*task)());
  void wait_for_tasks();
};
} // namespace dp

namespace ctpl {
struct thread_pool {
  std::future<void> push(void (*task)(int));
  void stop(bool wait = false);
};
} // namespace ctpl

namespace task_thread_pool {
struct task_thread_pool {
  void submit_detach(void (*task)());
  void wait_for_tasks();
};
} // namespace task_thread_pool

struct ThreadPool {
  std::future<void> enqueue(void (*task)());
};
