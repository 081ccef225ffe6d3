// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a coroutine of async_simple ended with: a value or an exception.

#pragma once

#include <exception>
#include <optional>
#include <utility>

namespace async_simple {

template <class T> class Try {
public:
  Try() = default;
  Try(T value) : value_(std::move(value)) {}
  Try(std::exception_ptr error) : error_(std::move(error)) {}

  bool hasError() const noexcept { return error_ != nullptr; }
  std::exception_ptr getException() const { return error_; }
  T &value() & {
    check();
    return *value_;
  }
  T &&value() && {
    check();
    return std::move(*value_);
  }

private:
  void check() const {
    if (error_)
      std::rethrow_exception(error_);
  }

  std::optional<T> value_;
  std::exception_ptr error_;
};

template <> class Try<void> {
public:
  Try() = default;
  Try(std::exception_ptr error) : error_(std::move(error)) {}

  bool hasError() const noexcept { return error_ != nullptr; }
  std::exception_ptr getException() const { return error_; }
  void value() const {
    if (error_)
      std::rethrow_exception(error_);
  }

private:
  std::exception_ptr error_;
};

} // namespace async_simple
