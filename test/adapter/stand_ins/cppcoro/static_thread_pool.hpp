// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cppcoro's pool.

#pragma once

#include "../worker_threads.hpp"

#include <coroutine>
#include <cstdint>

namespace cppcoro {

class static_thread_pool {
public:
  explicit static_thread_pool(std::uint32_t threads) : threads_(threads) {}

  class schedule_operation {
  public:
    explicit schedule_operation(static_thread_pool *pool) noexcept
        : pool_(pool) {}
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) noexcept {
      pool_->threads_.post(coroutine);
    }
    void await_resume() noexcept {}

  private:
    static_thread_pool *pool_;
  };

  schedule_operation schedule() noexcept { return schedule_operation(this); }

private:
  worker_threads threads_;
};

} // namespace cppcoro
