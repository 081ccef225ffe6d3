// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: a result that can't leave the thread that made it. The test
// asserts the message.

#include "plain_task.hpp"

#include <mutex>

#include <corolint/offload.hpp>

plain_task offload_an_immovable_result() {
  co_await corolint::offload([] { return std::mutex(); });
}
