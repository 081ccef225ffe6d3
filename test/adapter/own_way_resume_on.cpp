// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: another scheduler for a coroutine of a framework that
// always brings it back to its own. The test asserts the message.

#if defined(TEST_FOLLY)
#include <corolint/adapters/folly.hpp>
#include <folly/coro/Task.h>
using task = folly::coro::Task<void>;
#else
#include <corolint/adapters/unifex.hpp>
#include <unifex/task.hpp>
using task = unifex::task<void>;
#endif

#include <coroutine>

task offload_and_go_elsewhere() {
  co_await corolint::offload(
      [] {}, corolint::resume_on([] { return std::suspend_never(); }));
}
