// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From sync to async: drives a task on the thread that asks for it.
#pragma once

#include "eager.hpp"
#include "task.hpp"
#include <optional>
#include <semaphore>
#include <utility>

namespace rt {

template <class T>
detached run_into(task<T> work, std::optional<T> &result,
                  std::binary_semaphore &done) {
  result = co_await std::move(work);
  done.release();
}

template <class T> T sync_wait(task<T> &&work) {
  std::optional<T> result;
  std::binary_semaphore done(0);
  run_into(std::move(work), result, done);
  done.acquire();
  return *std::move(result);
}

} // namespace rt
