// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in coroutines that come back to an executor of their own: what touches nothing shared is safe, and takes the adapter.
// RUN: %lint %s blocking-call -- -I %S/Inputs
// RUN: %exits 1 %corolint --format=json %s -- -std=c++20 -I %S/Inputs -I %repo/include | FileCheck %s
// CHECK-DAG: "text": "#include <corolint/adapters/async_simple.hpp>\n"
// CHECK-DAG: "text": "#include <corolint/adapters/folly.hpp>\n"
// CHECK-DAG: "text": "#include <corolint/adapters/stdexec.hpp>\n"
// CHECK-DAG: "text": "#include <corolint/adapters/unifex.hpp>\n"
#include <async_simple.hpp>
#include <chrono>
#include <folly.hpp>
#include <fstream>
#include <libunifex.hpp>
#include <stdexec.hpp>
#include <string>
#include <thread>
#include <unistd.h>

struct Journal {
  int fd;
  folly::coro::Task<> sync_bad();
  unifex::task<int> size_bad();
  async_simple::coro::Lazy<int> lock_bad();
};

folly::coro::Task<bool> opens_bad(std::string path) {
  std::ifstream file(path); // warns: 'std::ifstream' // fixed: std::ifstream file = co_await corolint::offload([&] { return std::ifstream(path); });
  co_return file.is_open();
}

folly::coro::AsyncGenerator<int> yields_bad(const char *path) {
  if (unlink(path) == 0) // warns: 'unlink' // fixed: if (co_await corolint::offload([&] { return unlink(path); }) == 0)
    co_yield 1;
}

folly::coro::Task<> Journal::sync_bad() {
  fsync(fd); // warns: 'fsync' // suggested: co_await corolint::offload([&] { return fsync(fd); });
  co_return;
}

unifex::task<bool> removes_bad(std::string path) {
  co_return unlink(path.c_str()) == 0; // warns: 'unlink' // fixed: co_return co_await corolint::offload([&] { return unlink(path.c_str()); }) == 0;
}

unifex::task<int> sleeps_bad(unsigned seconds) {
  co_return sleep(seconds); // warns: 'sleep' // fixed: co_return co_await corolint::offload([&] { return sleep(seconds); });
}

unifex::task<int> Journal::size_bad() {
  co_return lockf(fd, F_LOCK, 0); // warns: 'lockf' // suggested: co_return co_await corolint::offload([&] { return lockf(fd, F_LOCK, 0); });
}

async_simple::coro::Lazy<bool> lists_bad(std::string path) {
  std::ifstream file(path); // warns: 'std::ifstream' // fixed: std::ifstream file = co_await corolint::offload([&] { return std::ifstream(path); });
  co_return file.is_open();
}

async_simple::coro::Lazy<int> Journal::lock_bad() {
  co_return lockf(fd, F_LOCK, 0); // warns: 'lockf' // suggested: co_return co_await corolint::offload([&] { return lockf(fd, F_LOCK, 0); });
}

// What touches nothing shared is only suggested here: errno doesn't come back.
exec::task<bool> links_bad(std::string path) {
  co_return unlink(path.c_str()) == 0; // warns: 'unlink' // suggested: co_return co_await corolint::offload([&] { return unlink(path.c_str()); }) == 0;
}

// Inside of the framework its timer may be this very function.
namespace async_simple::coro {
Lazy<> timer_bad(std::chrono::seconds time) {
  std::this_thread::sleep_for(time); // warns: 'std::this_thread::sleep_for' // fixed: co_await corolint::offload([&] { return std::this_thread::sleep_for(time); });
  co_return;
}
} // namespace async_simple::coro
