// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: a coroutine of a framework that has an adapter, without it.
// The test asserts the message.

#include <drogon/utils/coroutine.h>

#include <corolint/offload.hpp>

drogon::AsyncTask offload_without_adapter() {
  co_await corolint::offload([] {});
}
