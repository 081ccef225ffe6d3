// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cancellation, on the standard library's stop tokens.

#pragma once

#include <folly/OperationCancelled.h>

#include <functional>
#include <stop_token>
#include <utility>

namespace folly {

class CancellationToken {
public:
  bool isCancellationRequested() const noexcept {
    return token_.stop_requested();
  }

private:
  friend class CancellationSource;
  friend class CancellationCallback;

  std::stop_token token_;
};

class CancellationSource {
public:
  CancellationToken getToken() const noexcept {
    CancellationToken token;
    token.token_ = source_.get_token();
    return token;
  }
  bool requestCancellation() const noexcept { return source_.request_stop(); }

private:
  mutable std::stop_source source_;
};

class CancellationCallback {
public:
  template <class Callable>
  CancellationCallback(const CancellationToken &token, Callable &&callable)
      : callback_(token.token_, std::forward<Callable>(callable)) {}

private:
  std::stop_callback<std::function<void()>> callback_;
};

} // namespace folly
