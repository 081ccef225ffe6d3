// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What Cobalt's promises are made of.

#pragma once

#include <coroutine>

namespace boost::cobalt {

namespace this_coro {

struct throw_if_cancelled_1_t {
  bool value;
};

inline throw_if_cancelled_1_t throw_if_cancelled(bool value) { return {value}; }

} // namespace this_coro

class promise_throw_if_cancelled_base {
public:
  std::suspend_never
  await_transform(this_coro::throw_if_cancelled_1_t chosen) noexcept {
    throws_ = chosen.value;
    return {};
  }
  bool throw_if_cancelled() const { return throws_; }

private:
  bool throws_ = true;
};

struct promise_memory_resource_base {};

} // namespace boost::cobalt
