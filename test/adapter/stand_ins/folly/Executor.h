// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Executors, and which one the calling thread belongs to.

#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <utility>

namespace folly {

using Func = std::function<void()>;

class Executor {
public:
  /// One that keeps nothing alive, as for executors that can't be kept.
  template <class ExecutorT = Executor> class KeepAlive {
  public:
    KeepAlive() = default;
    KeepAlive(ExecutorT *executor) : executor_(executor) {}

    ExecutorT *get() const { return executor_; }
    ExecutorT *operator->() const { return executor_; }
    KeepAlive get_alias() const { return *this; }

  private:
    ExecutorT *executor_ = nullptr;
  };

  virtual ~Executor() = default;
  virtual void add(Func function) = 0;
};

inline Executor::KeepAlive<> getKeepAliveToken(Executor &executor) {
  return &executor;
}

struct ExecutorBlockingContext {
  Executor *ex = nullptr;
};

namespace detail {
inline thread_local std::optional<ExecutorBlockingContext> blocking_context;
} // namespace detail

class ExecutorBlockingGuard {
public:
  struct TrackTag {};

  ExecutorBlockingGuard(TrackTag, Executor *executor, std::string_view)
      : before_(std::exchange(detail::blocking_context,
                              ExecutorBlockingContext{executor})) {}
  ExecutorBlockingGuard(ExecutorBlockingGuard &&) = delete;
  ~ExecutorBlockingGuard() { detail::blocking_context = before_; }

private:
  std::optional<ExecutorBlockingContext> before_;
};

inline std::optional<ExecutorBlockingContext>
getExecutorBlockingContext() noexcept {
  return detail::blocking_context;
}

} // namespace folly
