// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// concurrencpp, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <concurrencpp.hpp>
#include <unistd.h>

using concurrencpp::result;
using namespace std::chrono_literals;

result<void> tick();
concurrencpp::lazy_result<int> number();

result<void> waits_bad(result<int> first, result<int> second, result<int> third, concurrencpp::manual_executor &manual) {
  first.wait(); // warns sync-wait: 'concurrencpp::result::wait'
  second.wait_for(1s); // warns sync-wait: 'concurrencpp::result::wait_for'
  third.get(); // warns sync-wait: 'concurrencpp::result::get'
  number().run().get(); // warns sync-wait: 'concurrencpp::result::get'
  manual.wait_for_task(); // warns sync-wait: 'concurrencpp::manual_executor::wait_for_task'
  manual.loop_once_for(1s); // warns sync-wait: 'concurrencpp::manual_executor::loop_once_for'
  co_await number();
}

result<void> waits_ok(result<int> first, concurrencpp::manual_executor &manual,
                      std::shared_ptr<concurrencpp::thread_pool_executor> background) {
  first.wait_for(0s);
  first.status();
  co_await first.resolve();
  manual.loop(10);
  manual.loop_once();
  background->post([] { sleep(1); });
  co_await background->submit([] { sleep(1); });
}

result<void> in_the_background_ok(concurrencpp::runtime &runtime) {
  co_await concurrencpp::resume_on(runtime.background_executor());
  sleep(1);
}

result<void> on_a_thread_ok(std::shared_ptr<concurrencpp::thread_executor> executor) {
  co_await concurrencpp::resume_on(executor);
  sleep(1);
}

result<void> tagged_ok(concurrencpp::executor_tag, std::shared_ptr<concurrencpp::thread_pool_executor> executor) {
  sleep(1);
  co_await tick();
}

result<void> inline_bad(std::shared_ptr<concurrencpp::inline_executor> executor) {
  co_await concurrencpp::resume_on(executor);
  sleep(1); // warns: 'sleep'
}

result<void> manual_bad(std::shared_ptr<concurrencpp::manual_executor> executor) {
  co_await concurrencpp::resume_on(executor);
  sleep(1); // warns: 'sleep'
}

result<int> number(int key);

result<int> waited_for_ok(std::shared_ptr<concurrencpp::thread_pool_executor> executor) {
  auto done = co_await number(1).resolve();
  int sum = done.get();
  auto [first, second] = co_await concurrencpp::when_all(executor, number(2), number(3));
  sum += first.get() + second.get();
  co_return sum;
}
