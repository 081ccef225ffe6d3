// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What async_simple asks of executors: to run functions, and to bring back what
// was checked out of a context to there.

#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

namespace async_simple {

struct ScheduleOptions {
  bool prompt = true;
};

class Executor {
public:
  using Context = void *;
  static constexpr Context NULLCTX = nullptr;
  using Func = std::function<void()>;

  explicit Executor(std::string name = "default") : name_(std::move(name)) {}
  Executor(const Executor &) = delete;
  Executor &operator=(const Executor &) = delete;
  virtual ~Executor() = default;

  virtual bool schedule(Func func) = 0;
  virtual bool currentThreadInExecutor() const {
    throw std::logic_error("Not implemented");
  }
  virtual Context checkout() { return NULLCTX; }
  virtual bool checkin(Func func, Context, ScheduleOptions) {
    return schedule(std::move(func));
  }
  virtual bool checkin(Func func, Context context) {
    return checkin(std::move(func), context, ScheduleOptions());
  }

private:
  std::string name_;
};

} // namespace async_simple
