// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// YACLib, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <unistd.h>
#include <utility>
#include <yaclib.hpp>

using yaclib::Future;
using yaclib::Task;
using namespace std::chrono_literals;

Future<> tick();
Task<> lazy();

Future<> waits_bad(Future<int> a, Future<int> b, Task<int> task, yaclib::WaitGroup &group,
                   yaclib::FairThreadPool &pool) {
  yaclib::Wait(a, b); // warns sync-wait: 'yaclib::Wait'
  yaclib::WaitFor(1s, a); // warns sync-wait: 'yaclib::WaitFor'
  std::move(a).Get(); // warns sync-wait: Get
  std::move(task).Get(); // warns sync-wait: 'yaclib::Task::Get'
  group.Wait(); // warns sync-wait: 'yaclib::WaitGroup::Wait'
  pool.Wait(); // warns: 'yaclib::FairThreadPool::Wait'
  co_await std::move(b);
}

Future<> waits_ok(Future<int> a, Future<int> b, yaclib::FairThreadPool &pool) {
  yaclib::WaitFor(0s, a);
  a.Ready();
  co_await yaclib::Await(a, b);
  std::move(a).Touch();
  lazy().Detach();
  co_await yaclib::Run(pool, [] { sleep(1); });
}

Future<> on_the_pool_ok(yaclib::FairThreadPool &pool) {
  co_await yaclib::On(pool);
  sleep(1);
}

Future<> on_an_executor_bad(yaclib::IExecutor &executor) {
  co_await yaclib::On(executor);
  sleep(1); // warns: 'sleep'
}
