// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the coroutine runs: after a switch to a pool, or from its start.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

struct thread_pool {
  task<void> schedule();
};
struct event_loop {
  task<void> schedule();
};

task<void> on_the_pool_ok(thread_pool &pool) {
  co_await pool.schedule();
  sleep(1);
}

task<void> back_on_the_loop_bad(thread_pool &pool, event_loop &loop) {
  co_await pool.schedule();
  sleep(1);
  co_await loop.schedule();
  sleep(1); // warns: sleep
}

task<void> on_one_path_only_bad(thread_pool &pool, bool heavy) {
  if (heavy)
    co_await pool.schedule();
  sleep(1); // warns: sleep
}

// A lambda runs where the coroutine calls it.
task<void> lambda_on_the_pool_ok(thread_pool &pool) {
  auto wait = [] { sleep(1); };
  co_await pool.schedule();
  wait();
}

task<void> future_that_is_ready_ok(std::future<int> f) {
  if (f.wait_for(0s) == std::future_status::ready)
    (void)f.get();
  co_return;
}

task<void> future_polled_until_ready_ok(std::future<int> f, event_loop &loop) {
  while (f.wait_for(0s) != std::future_status::ready)
    co_await loop.schedule();
  (void)f.get();
}

task<void> future_that_is_not_ready_bad(std::future<int> f) {
  if (f.wait_for(0s) != std::future_status::ready)
    (void)f.get(); // warns: std::future::get
  co_return;
}

// concurrencpp starts a coroutine with an executor_tag on the executor that it
// is given; its executors' submit() hands a callable to such a coroutine.
namespace concurrencpp {
struct executor_tag {};
class thread_executor {
public:
  template <class F> auto submit(F callable) {
    return bridge({}, *this, std::move(callable));
  }

private:
  template <class F>
  static task<void> bridge(executor_tag, thread_executor &, F callable) {
    callable();
    co_return;
  }
};
} // namespace concurrencpp

task<void> submitted_ok(concurrencpp::thread_executor &executor) {
  co_await executor.submit([] { sleep(1); });
}

task<void> tagged_ok(concurrencpp::executor_tag,
                     std::shared_ptr<concurrencpp::thread_executor>) {
  sleep(1);
  co_return;
}

// --- every way through a function

task<void> branches_ok(thread_pool &pool, int n) {
  if (n > 1)
    co_await pool.schedule();
  else
    co_await pool.schedule();
  sleep(1);
}
task<void> loop_bad(thread_pool &pool, int n) {
  for (int i = 0; i < n; ++i) {
    sleep(1); // warns: sleep
    co_await pool.schedule();
    sleep(2);
  }
  sleep(3); // warns: sleep
}
task<void> switch_ok(thread_pool &pool, int n) {
  switch (n) {
  case 1:
    co_await pool.schedule();
    break;
  case 2:
    co_await pool.schedule();
    sleep(1);
    break;
  default:
    co_return;
  }
  sleep(2);
}
task<void> switch_bad(thread_pool &pool, int n) {
  switch (n) {
  case 1:
    co_await pool.schedule();
    break;
  case 2:
    break;
  }
  sleep(1); // warns: sleep
}
task<void> early_return_ok(thread_pool &pool, bool quick) {
  if (quick)
    co_return;
  co_await pool.schedule();
  sleep(1);
}
// What throws may have thrown before the switch.
task<void> try_bad(thread_pool &pool) {
  try {
    co_await pool.schedule();
    sleep(1);
  } catch (int) {
    sleep(2); // warns: sleep
  }
  sleep(3); // warns: sleep
}
// A lambda coroutine has a context of its own.
task<void> nested_bad(thread_pool &pool, event_loop &loop) {
  co_await pool.schedule();
  auto inner = [&]() -> task<void> {
    sleep(1); // warns: sleep
    co_await loop.schedule();
  };
  sleep(2);
  co_await inner();
}
void helper() { sleep(1); }
task<void> helper_bad(thread_pool &pool, event_loop &loop) {
  co_await pool.schedule();
  helper();
  co_await loop.schedule();
  helper(); // warns: helper
}

// Asio's completion tokens that are bound to an executor, and the default one
// that needs no more than the executor.
namespace asio {
class thread_pool {
public:
  class basic_executor_type {};
};
class io_context {
public:
  class basic_executor_type {};
};
struct deferred_t {};
template <class Token, class Executor> struct executor_binder {};
template <class Executor> struct partial_executor_binder {};
template <class Context> partial_executor_binder<typename Context::basic_executor_type> bind_executor(Context &);
template <class Context, class Token>
executor_binder<Token, typename Context::basic_executor_type> bind_executor(Context &, Token);
template <class Token = deferred_t> task<void> post(Token &&token = {});
} // namespace asio

task<void> bound_to_the_pool_ok(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::deferred_t()));
  sleep(1);
}

task<void> default_token_on_the_pool_ok(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool));
  sleep(1);
}

task<void> default_token_elsewhere_bad(asio::thread_pool &pool, asio::io_context &loop) {
  co_await asio::post(asio::bind_executor(loop));
  sleep(1); // warns: sleep
  co_await asio::post(asio::bind_executor(pool));
  co_await asio::post();
  sleep(1); // warns: sleep
}

task<void> switched_through_a_variable_ok(asio::thread_pool &pool) {
  auto switching = asio::post(asio::bind_executor(pool, asio::deferred_t()));
  co_await std::move(switching);
  sleep(1);
}

// The pool itself can be awaited.
struct awaitable_pool_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct awaitable_thread_pool {
  awaitable_pool_awaiter operator co_await();
};
task<void> pool_itself_ok(awaitable_thread_pool &pool) {
  co_await pool;
  sleep(1);
}
struct connection_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct awaitable_connection_pool {
  connection_awaiter operator co_await();
};
task<void> connection_of_a_pool_bad(awaitable_connection_pool &pool) {
  co_await pool;
  sleep(1); // warns: sleep
}
