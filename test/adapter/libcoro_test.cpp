// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in libcoro's tasks, on a stand-in for libcoro.

#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <coro/thread_pool.hpp>

#include "without_executor.hpp"

#include <memory>
#include <utility>

namespace {

struct library {
  template <class T> using task = coro::task<T>;

  template <class T> static T wait(task<T> task) {
    return coro::sync_wait(std::move(task));
  }

  class thread {
  public:
    coro::thread_pool &scheduler() { return *pool_; }

  private:
    static coro::thread_pool::options one_thread() {
      coro::thread_pool::options options;
      options.thread_count = 1;
      return options;
    }

    std::unique_ptr<coro::thread_pool> pool_ =
        coro::thread_pool::make_unique(one_thread());
  };
};

} // namespace

int main() { without_executor<library>::all(); }
