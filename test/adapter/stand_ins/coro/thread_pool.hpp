// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcoro's pool.

#pragma once

#include "../worker_threads.hpp"

#include <coroutine>
#include <cstdint>
#include <memory>

namespace coro {

class thread_pool {
public:
  struct options {
    std::uint32_t thread_count = 1;
  };

  static std::unique_ptr<thread_pool> make_unique(options with) {
    return std::unique_ptr<thread_pool>(new thread_pool(with));
  }

  class schedule_operation {
  public:
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) noexcept {
      pool_.threads_.post(coroutine);
    }
    void await_resume() noexcept {}

  private:
    friend class thread_pool;
    explicit schedule_operation(thread_pool &pool) noexcept : pool_(pool) {}
    thread_pool &pool_;
  };

  [[nodiscard]] schedule_operation schedule() {
    return schedule_operation(*this);
  }

private:
  explicit thread_pool(options with) : threads_(with.thread_count) {}

  worker_threads threads_;
};

} // namespace coro
