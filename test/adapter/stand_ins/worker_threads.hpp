// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The threads of those stand-ins that have some.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

/// Runs what is posted, and ends when it is destroyed.
class worker_threads {
public:
  explicit worker_threads(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      threads_.emplace_back([this] { run(); });
  }
  worker_threads(const worker_threads &) = delete;

  ~worker_threads() {
    {
      std::lock_guard lock(mutex_);
      ending_ = true;
      changed_.notify_all();
    }
    for (std::thread &thread : threads_)
      thread.join();
  }

  void post(std::function<void()> function) {
    std::lock_guard lock(mutex_);
    queue_.push_back(std::move(function));
    changed_.notify_one();
  }

private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
      if (queue_.empty())
        return;
      const auto function = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      function();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};
