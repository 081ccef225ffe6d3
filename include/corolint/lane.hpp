// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lane: one thread that makes its calls one after the other, for objects that
// belong to a thread or mustn't be used by two at once.

#ifndef COROLINT_LANE_HPP
#define COROLINT_LANE_HPP

#include <string>
#include <utility>

#include <corolint/blocking_executor.hpp>

namespace corolint {

/// Models `blocking_executor` with a single thread, started at the first call:
/// all calls are made on it, each after the one before has ended, in the order
/// in which they were given. All members may be used from several threads at
/// once.
class lane {
public:
  /// Starts no thread yet. The name is for debuggers; Linux keeps 15 bytes.
  explicit lane(std::string thread_name = "corolint lane")
      : thread_(1, std::move(thread_name)) {}

  lane(const lane &) = delete;
  lane &operator=(const lane &) = delete;

  /// Waits for all calls. It must not run on the lane's own thread.
  ~lane() = default;

  /// Makes `call` when all before it have ended. Throws as
  /// `blocking_pool::execute` does.
  void execute(blocking_call call) { thread_.execute(call); }

  /// Takes back `call` if its turn has not come; then it is never made.
  bool withdraw(blocking_call call) noexcept { return thread_.withdraw(call); }

private:
  blocking_pool thread_;
};

} // namespace corolint

#endif
