// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop that is run where its user likes, and its scheduler.

#pragma once

#include <unifex/receiver_concepts.hpp>
#include <unifex/sender_concepts.hpp>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <utility>

namespace unifex {

class manual_event_loop {
  struct task {
    virtual void execute() noexcept = 0;
  };

  template <class Receiver> class operation final : task {
  public:
    operation(manual_event_loop &loop, Receiver &&receiver)
        : loop_(loop), receiver_(std::move(receiver)) {}
    operation(operation &&) = delete;

    void start() noexcept { loop_.enqueue(*this); }

  private:
    void execute() noexcept override {
      unifex::set_value(std::move(receiver_));
    }

    manual_event_loop &loop_;
    Receiver receiver_;
  };

public:
  class scheduler {
    friend manual_event_loop;

    struct schedule_sender {
      template <template <class...> class Variant,
                template <class...> class Tuple>
      using value_types = Variant<Tuple<>>;
      template <template <class...> class Variant>
      using error_types = Variant<std::exception_ptr>;
      static constexpr bool sends_done = true;
      static constexpr bool is_always_scheduler_affine = false;

      template <class Receiver> operation<Receiver> connect(Receiver receiver) {
        return {loop, std::move(receiver)};
      }

      manual_event_loop &loop;
    };

  public:
    explicit scheduler(manual_event_loop *loop) : loop_(loop) {}

    schedule_sender schedule() const { return {*loop_}; }

  private:
    manual_event_loop *loop_;
  };

  scheduler get_scheduler() { return scheduler(this); }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      added_.wait(lock, [this] { return !queue_.empty() || stop_; });
      if (queue_.empty())
        return;
      task &next = *queue_.front();
      queue_.pop_front();
      lock.unlock();
      next.execute();
      lock.lock();
    }
  }

  void stop() {
    std::lock_guard lock(mutex_);
    stop_ = true;
    added_.notify_one();
  }

private:
  void enqueue(task &added) {
    std::lock_guard lock(mutex_);
    queue_.push_back(&added);
    added_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable added_;
  std::deque<task *> queue_;
  bool stop_ = false;
};

} // namespace unifex
