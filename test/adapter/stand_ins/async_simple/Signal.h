// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How coroutines of async_simple are cancelled: a signal is emitted once, and
// slots tell whether it was.

#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

namespace async_simple {

enum SignalType : std::uint64_t {
  None = 0,
  Terminate = 1,
  All = std::numeric_limits<std::uint64_t>::max(),
};

class Signal : public std::enable_shared_from_this<Signal> {
public:
  static std::shared_ptr<Signal> create() { return std::make_shared<Signal>(); }

  /// Returns what was not emitted before.
  SignalType emits(SignalType type) noexcept {
    return static_cast<SignalType>(type & ~state_.fetch_or(type));
  }
  SignalType state() const noexcept {
    return static_cast<SignalType>(state_.load());
  }

private:
  std::atomic<std::uint64_t> state_ = None;
};

class Slot {
public:
  explicit Slot(Signal *signal, SignalType filter = All)
      : signal_(signal->shared_from_this()), filter_(filter) {}
  Slot(const Slot &) = delete;

  bool hasTriggered(SignalType type) const noexcept {
    return (signal_->state() & filter_ & type) != 0;
  }
  bool canceled() const noexcept { return hasTriggered(Terminate); }
  Signal *signal() const noexcept { return signal_.get(); }

private:
  std::shared_ptr<Signal> signal_;
  SignalType filter_;
};

class SignalException : public std::runtime_error {
public:
  explicit SignalException(SignalType signal, std::string message = "")
      : std::runtime_error(message), signal_(signal) {}
  SignalType value() const { return signal_; }

private:
  SignalType signal_;
};

} // namespace async_simple
