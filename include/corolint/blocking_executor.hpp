// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where blocking calls run: the concept an executor has to model, and the pool
// of threads that is used when none is named. It is not a scheduler for
// coroutines or for computing: its threads are meant to wait.

#ifndef COROLINT_BLOCKING_EXECUTOR_HPP
#define COROLINT_BLOCKING_EXECUTOR_HPP

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <corolint/detail/call_queue.hpp>

#if defined(__linux__)
#include <pthread.h>
#endif

namespace corolint {

/// One call for an executor to make: a nullary callable of two words that is
/// trivially copyable, so that any queue and any type-erased function can hold
/// it. It refers to what it calls and owns nothing: of all its copies exactly
/// one has to be called, once.
class blocking_call {
public:
  blocking_call(void (*function)(void *) noexcept, void *argument) noexcept
      : function_(function), argument_(argument) {}

  /// Makes the call; returns when it has ended.
  void operator()() const noexcept { function_(argument_); }

  /// Whether two of them stand for the same call.
  friend bool operator==(const blocking_call &,
                         const blocking_call &) noexcept = default;

private:
  void (*function_)(void *) noexcept;
  void *argument_;
};

/// Something that runs blocking calls. `executor.execute(call)` takes a
/// `blocking_call` and returns without waiting for it. If it returns, `call()`
/// is made exactly once, on a thread that is allowed to block, even if the
/// executor is told to stop meanwhile; if it throws, the call is never made.
/// It may be used from several threads at once.
///
/// An executor may also have `bool withdraw(call) noexcept`, which takes a call
/// back that has not begun: after `true` it is never made.
template <class Executor>
concept blocking_executor = requires(Executor &executor, blocking_call call) {
  executor.execute(call);
};

/// A bounded pool of threads that models `blocking_executor`. A thread is
/// started when a call finds none idle, up to the bound; beyond the bound calls
/// wait in the order they came. Threads that were started stay for later calls.
/// All members may be used from several threads at once.
class blocking_pool {
public:
  /// The bound if none is given. Blocked threads cost memory, not processors,
  /// so it lies well above their number: Trio takes 40, Tokio 512.
  static constexpr std::size_t default_max_threads = 64;

  /// Starts no thread yet. `max_threads` is at least 1, else
  /// `std::invalid_argument` is thrown; for `thread_name` see
  /// `set_thread_name`.
  explicit blocking_pool(std::size_t max_threads = default_max_threads,
                         std::string thread_name = "corolint")
      : thread_name_(std::move(thread_name)) {
    set_max_threads(max_threads);
  }

  blocking_pool(const blocking_pool &) = delete;
  blocking_pool &operator=(const blocking_pool &) = delete;

  /// Drains the pool. It must not run on one of the pool's own threads.
  ~blocking_pool() {
    drain();
    // The last call may end before its `execute` does.
    while (waking_ != 0)
      std::this_thread::yield();
  }

  /// Runs `call` on one of the pool's threads. Throws `std::bad_alloc`, or
  /// `std::system_error` if there is no thread and none can be started; the
  /// call is not made then.
  void execute(blocking_call call) {
    {
      std::lock_guard lock(mutex_);
      queue_.push_back(call);
      if (queue_.size() > idle_ && threads_.size() < max_threads_)
        start_thread();
      // Where calls wait already, a thread has been woken, and wakes the next.
      if (queue_.size() != 1 || idle_ == 0)
        return;
      ++waking_;
    }
    // Not under the lock, which the thread that wakes up needs at once.
    wake_.notify_one();
    --waking_;
  }

  /// Takes back `call` if it still waits for a thread. Returns whether it did:
  /// if so it is never made.
  bool withdraw(blocking_call call) noexcept {
    std::lock_guard lock(mutex_);
    return queue_.erase(call);
  }

  /// Waits until every call has ended, also those that running calls add, and
  /// ends the threads. From one of the pool's own threads it waits for all but
  /// that one. The pool can be used again afterwards.
  void drain() {
    std::unique_lock lock(mutex_);
    ++draining_;
    wake_.notify_all();
    while (!threads_.empty()) {
      std::thread thread = std::move(threads_.back());
      threads_.pop_back();
      lock.unlock();
      if (thread.get_id() == std::this_thread::get_id())
        thread.detach();
      else
        thread.join();
      lock.lock();
    }
    --draining_;
  }

  /// The pool that the calling thread is of, or null.
  static blocking_pool *of_this_thread() noexcept { return of_this_thread_; }

  /// The largest number of threads.
  std::size_t max_threads() const {
    std::lock_guard lock(mutex_);
    return max_threads_;
  }

  /// Changes the largest number of threads, from the next call on; threads that
  /// run already stay. Throws `std::invalid_argument` for 0.
  void set_max_threads(std::size_t max_threads) {
    if (max_threads == 0)
      throw std::invalid_argument("a blocking_pool needs at least one thread");
    std::lock_guard lock(mutex_);
    max_threads_ = max_threads;
  }

  /// Names the threads that are started from now on, as debuggers show it.
  /// Linux keeps 15 bytes of it; on other systems it has no effect.
  void set_thread_name(std::string thread_name) {
    std::lock_guard lock(mutex_);
    thread_name_ = std::move(thread_name);
  }

private:
  void start_thread() {
    try {
      threads_.emplace_back([this] { run_calls(); });
    } catch (...) {
      if (threads_.empty()) {
        queue_.pop_back();
        throw;
      }
    }
  }

  void run_calls() {
    of_this_thread_ = this;
    std::unique_lock lock(mutex_);
#if defined(__linux__)
    pthread_setname_np(pthread_self(), thread_name_.substr(0, 15).c_str());
#endif
    for (;;) {
      ++idle_;
      wake_.wait(lock, [this] { return !queue_.empty() || draining_ != 0; });
      --idle_;
      if (queue_.empty())
        return;
      const blocking_call call = queue_.take_front();
      const bool another = !queue_.empty() && idle_ != 0;
      lock.unlock();
      if (another)
        wake_.notify_one();
      call();
      lock.lock();
    }
  }

  static inline thread_local blocking_pool *of_this_thread_ = nullptr;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  detail::call_queue<blocking_call> queue_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  std::atomic<std::size_t> waking_ = 0;
  std::size_t draining_ = 0;
  std::size_t max_threads_ = default_max_threads;
  std::string thread_name_;
};

/// The pool that `offload(f)` uses, made at the first call. It is never
/// destroyed, so static destructors may still use it; `std::exit` and the
/// return of `main` drain it, so a call that never ends keeps the process
/// alive. Calls that begin after that are made, but the process doesn't wait
/// for them. Throws `std::bad_alloc`.
inline blocking_pool &default_blocking_pool() {
  static blocking_pool &pool = *[] {
    auto *made = new blocking_pool;
    std::atexit([] { default_blocking_pool().drain(); });
    return made;
  }();
  return pool;
}

} // namespace corolint

#endif
