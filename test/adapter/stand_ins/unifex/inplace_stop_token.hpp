// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stop token for receivers, on the standard library's.

#pragma once

#include <stop_token>
#include <utility>

namespace unifex {

class inplace_stop_token {
public:
  template <class F> class callback_type {
  public:
    callback_type(inplace_stop_token token, F function)
        : callback_(std::move(token.token_), std::move(function)) {}

  private:
    std::stop_callback<F> callback_;
  };

  bool stop_requested() const noexcept { return token_.stop_requested(); }

private:
  friend class inplace_stop_source;

  std::stop_token token_;
};

class inplace_stop_source {
public:
  bool request_stop() noexcept { return source_.request_stop(); }

  inplace_stop_token get_token() const noexcept {
    inplace_stop_token token;
    token.token_ = source_.get_token();
    return token;
  }

private:
  std::stop_source source_;
};

} // namespace unifex
