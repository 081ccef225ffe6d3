// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the adapter uses of Trantor, which Debian doesn't have: one event loop a
// thread, by its real names.

#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace trantor {

class EventLoop {
public:
  EventLoop() { here() = this; }
  ~EventLoop() { here() = nullptr; }

  static EventLoop *getEventLoopOfCurrentThread() { return here(); }

  bool isRunning() { return running_; }
  bool isInLoopThread() const { return here() == this; }

  void queueInLoop(std::function<void()> &&function) {
    std::lock_guard lock(mutex_);
    queue_.push_back(std::move(function));
    changed_.notify_one();
  }

  void loop() {
    running_ = true;
    std::unique_lock lock(mutex_);
    while (running_) {
      changed_.wait(lock, [this] { return !queue_.empty(); });
      const auto function = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      function();
      lock.lock();
    }
  }

  void quit() { running_ = false; }

private:
  static EventLoop *&here() {
    static thread_local EventLoop *loop = nullptr;
    return loop;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool running_ = false;
};

} // namespace trantor
