// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in coroutines that make a result of concurrencpp, on a stand-in for
// concurrencpp.

#include <concurrencpp/concurrencpp.h>

#include "without_executor.hpp"

#include <memory>

namespace {

struct library {
  template <class T> using task = concurrencpp::result<T>;

  template <class T> static T wait(task<T> result) { return result.get(); }

  class thread {
  public:
    auto scheduler() {
      return [this] { return concurrencpp::resume_on(executor_); };
    }

  private:
    concurrencpp::runtime runtime_;
    std::shared_ptr<concurrencpp::worker_thread_executor> executor_ =
        runtime_.make_worker_thread_executor();
  };
};

} // namespace

int main() { without_executor<library>::all(); }
