// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an offload itself does in coroutines of frameworks with an adapter is no finding.
// RUN: %lint %s blocking-call -o Kinds=sleep,wait,lock -- -I %repo/test/adapter/stand_ins -I %repo/include
#include <async_simple/coro/Lazy.h>
#include <corolint/adapters/async_simple.hpp>
#include <corolint/adapters/drogon.hpp>
#include <corolint/adapters/folly.hpp>
#include <corolint/adapters/stdexec.hpp>
#include <corolint/adapters/unifex.hpp>
#include <drogon/utils/coroutine.h>
#include <exec/task.hpp>
#include <folly/coro/Task.h>
#include <unifex/task.hpp>
#include <unistd.h>

using corolint::offload;

drogon::Task<unsigned> drogon_ok(corolint::lane &lane) {
  co_await offload(lane, [] { sleep(1); });
  co_return co_await offload([] { return sleep(1); });
}

folly::coro::Task<unsigned> folly_ok(corolint::lane &lane) {
  co_await offload(lane, [] { sleep(1); });
  auto tried = co_await folly::coro::co_awaitTry(offload([] { return sleep(1); }));
  co_return *tried;
}

unifex::task<unsigned> unifex_ok(corolint::lane &lane) {
  co_await offload(lane, [] { sleep(1); });
  co_return co_await offload([] { return sleep(1); });
}

async_simple::coro::Lazy<unsigned> async_simple_ok(corolint::lane &lane) {
  co_await offload(lane, [] { sleep(1); });
  co_return co_await offload([] { return sleep(1); });
}

exec::task<unsigned> stdexec_ok(corolint::lane &lane) {
  co_await offload(lane, [] { sleep(1); });
  co_return co_await offload([] { return sleep(1); });
}
