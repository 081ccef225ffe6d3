// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in cppcoro's tasks, on a stand-in for cppcoro.

#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

#include "without_executor.hpp"

#include <utility>

namespace {

struct library {
  template <class T> using task = cppcoro::task<T>;

  template <class T> static T wait(task<T> task) {
    return cppcoro::sync_wait(std::move(task));
  }

  class thread {
  public:
    cppcoro::static_thread_pool &scheduler() { return pool_; }

  private:
    cppcoro::static_thread_pool pool_{1};
  };
};

} // namespace

int main() { without_executor<library>::all(); }
