// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: a coroutine of a framework that has an adapter, without it.
// The test asserts the message.

#if defined(TEST_FOLLY)
#if __has_include(<folly/coro/Task.h>)
#include <folly/coro/Task.h>
#else
#include <folly/experimental/coro/Task.h>
#endif
using task = folly::coro::Task<void>;
#elif defined(TEST_UNIFEX)
#include <unifex/task.hpp>
using task = unifex::task<void>;
#elif defined(TEST_ASYNC_SIMPLE)
#include <async_simple/coro/Lazy.h>
using task = async_simple::coro::Lazy<void>;
#elif defined(TEST_STDEXEC)
#include <exec/task.hpp>
using task = exec::task<void>;
#else
#include <drogon/utils/coroutine.h>
using task = drogon::AsyncTask;
#endif

#include <corolint/offload.hpp>

task offload_without_adapter() {
  co_await corolint::offload([] {});
}
