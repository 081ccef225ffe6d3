// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of folly: its coroutines, futures, executors, and what waits for threads, processes and files.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

#define EVLOOP_NONBLOCK 0x02

namespace folly {

using HighResDuration = std::chrono::microseconds;

template <class T> struct Try {};
struct DrivableExecutor {};

template <class T> struct Future : stand_in::awaitable<T> {
  bool isReady() const;
  T &value();
  T get() &&;
  T get(HighResDuration timeout) &&;
  T getVia(DrivableExecutor *executor) &&;
  Future &wait() &;
};
template <class T> struct SemiFuture : stand_in::awaitable<T> {
  T get() &&;
  T get(HighResDuration timeout) &&;
  Try<T> getTry() &&;
};

struct Executor {
  virtual void add(void (*function)());
};
struct ThreadPoolExecutor : Executor {
  void stop();
  void join();
};
struct CPUThreadPoolExecutor : ThreadPoolExecutor {
  explicit CPUThreadPoolExecutor(std::size_t threads);
  ~CPUThreadPoolExecutor();
};
struct IOThreadPoolExecutor : ThreadPoolExecutor {};

struct EventBase {
  bool loop();
  bool loopOnce(int flags = 0);
  bool loopPoll();
  void loopForever();
  void terminateLoopSoon();
  void runInEventBaseThread(void (*function)());
  void runInEventBaseThreadAndWait(void (*function)());
};

template <bool MayBlock = true> struct Baton {
  void wait();
  bool try_wait();
  bool try_wait_for(HighResDuration timeout);
  void post();
};
namespace detail {
struct LifoSemBase {
  void wait();
  bool try_wait();
};
} // namespace detail
struct LifoSem : detail::LifoSemBase {};

template <class Subclass> struct SynchronizedBase {
  int *wlock();
  int *tryWLock();
};
template <class T> struct Synchronized : SynchronizedBase<Synchronized<T>> {};

struct ProcessReturnCode {};
struct Subprocess {
  ProcessReturnCode poll();
  ProcessReturnCode wait();
  ProcessReturnCode waitTimeout(std::chrono::milliseconds timeout);
  std::pair<std::string, std::string> communicate(std::string input = {});
  void sendSignal(int signal);
};

template <class Container> bool readFile(const char *name, Container &out);
template <class Container> bool writeFile(const Container &data, const char *name);
struct File {
  explicit File(int fd, bool owns = false) noexcept;
  explicit File(const char *name, int flags = 0);
  File(File &&other);
  void lock();
  bool try_lock();
};
struct MemoryMapping {
  explicit MemoryMapping(const char *name);
  explicit MemoryMapping(int fd);
};

struct SocketAddress {
  SocketAddress(const char *host, unsigned short port, bool allow_name_lookup = false);
  void setFromHostPort(const char *host, unsigned short port);
  void setFromIpPort(const char *address, unsigned short port);
};

namespace fibers {
struct Baton {
  void wait();
  void post();
};
} // namespace fibers

namespace coro {

template <class T> struct TaskWithExecutor : stand_in::awaitable<T> {
  SemiFuture<T> start() &&;
};
template <class T = void> struct [[nodiscard]] Task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<Task, T>;
};

template <class T> struct [[nodiscard]] AsyncGenerator {
  struct promise_type : stand_in::promise_base<AsyncGenerator, T, std::suspend_always> {
    std::suspend_always yield_value(T value);
    void return_void();
  };
};

template <class Awaitable> int blockingWait(Awaitable &&awaitable);
struct blocking_wait_fn {
  template <class Awaitable> int operator()(Awaitable &&awaitable) const;
};
inline constexpr blocking_wait_fn blocking_wait;

template <class T> TaskWithExecutor<T> co_withExecutor(Executor *executor, Task<T> task);
Task<> sleep(HighResDuration time);

struct AsyncScope {
  template <class Awaitable> void add(Awaitable &&awaitable);
};
struct Baton : stand_in::awaitable<void> {};

} // namespace coro
} // namespace folly
