// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: an Asio coroutine that is told to resume elsewhere. The
// test asserts the message.

#include <coroutine>

#include <corolint/adapters/asio.hpp>

asio::awaitable<void> resume_elsewhere() {
  co_await corolint::offload(
      [] {}, corolint::resume_on([] { return std::suspend_never(); }));
}
