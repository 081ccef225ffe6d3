// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What blocks is offloaded; it isn't made to block the loop.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <chrono>
#include <corolint/annotations.hpp>
#include <fstream>
#include <iostream>
#include <future>
#include <string>
#include <thread>
#include <unistd.h>

std::future<int> compute();
COROLINT_BLOCKING int marked();
COROLINT_NONBLOCKING int unmarked();
int helper() { return sleep(1); }
int indirect() { return helper() + 1; }
task<int> work();

task<int> calls_bad() {
  co_await sleep(1); // warns: 'unsigned int' // suggested: co_await corolint::offload([&] { return sleep(1); });
  co_await ::sleep(1); // warns: 'unsigned int' // suggested: co_await corolint::offload([&] { return ::sleep(1); });
  co_await std::this_thread::sleep_for(std::chrono::seconds(1)); // warns: 'void' // suggested: co_await corolint::offload([&] { return std::this_thread::sleep_for(std::chrono::seconds(1)); });
  int left = co_await sleep(1); // warns: 'unsigned int' // suggested: int left = co_await corolint::offload([&] { return sleep(1); });
  co_return left;
}

task<int> futures_bad(std::future<int> result, std::thread thread) {
  int n = co_await result; // warns: 'std::future<int>' // suggested: int n = co_await corolint::offload([&] { return result.get(); });
  n += co_await compute(); // warns: 'std::future<int>' // suggested: n += co_await corolint::offload([&] { return compute().get(); });
  n += co_await compute().get(); // warns: 'int' // suggested: n += co_await corolint::offload([&] { return compute().get(); });
  co_await std::async([] { return 1; }); // warns: 'std::future<int>' // suggested: co_await corolint::offload([&] { return std::async([] { return 1; }).get(); });
  co_await thread; // warns: 'std::thread' // suggested: co_await corolint::offload([&] { return thread.join(); });
  co_await thread.join(); // warns: 'void' // suggested: co_await corolint::offload([&] { return thread.join(); });
  co_return n;
}

task<int> own_functions_bad() {
  co_await helper(); // warns: 'int' // suggested: co_await corolint::offload([&] { return helper(); });
  co_await indirect(); // warns: 'int' // suggested: co_await corolint::offload([&] { return indirect(); });
  co_await marked(); // warns: 'int' // suggested: co_await corolint::offload([&] { return marked(); });
  co_await unmarked(); // warns: 'int' // fixed: unmarked();
  co_return 1;
}

task<void> duration_bad() {
  co_await std::chrono::seconds(1); // warns: 'std::chrono::seconds' // note: timer
  co_await work();
}

// What a reference names may be no value to hand back.
task<void> of_a_stream_bad(std::string line) {
  co_await std::getline(std::cin, line); // warns: 'std::istream' // suggested: co_await corolint::offload([&] { std::getline(std::cin, line); });
  co_await work();
}
