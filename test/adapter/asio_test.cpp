// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in Asio's coroutines. It is built twice, for Asio and, with
// TEST_BOOST_ASIO, for Boost.Asio.

#if defined(TEST_BOOST_ASIO)
#include <corolint/adapters/boost_asio.hpp>

#include <boost/asio.hpp>
namespace net = boost::asio;
using boost::system::system_error;
#else
#include <corolint/adapters/asio.hpp>

#include <asio.hpp>
namespace net = asio;
using asio::system_error;
#endif

#include "check.hpp"
#include "results.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using corolint::offload;

template <class Executor = net::any_io_executor>
using task = net::awaitable<void, Executor>;

/// A completion handler for coroutines that must not throw.
constexpr auto no_error = [](std::exception_ptr error) {
  if (error)
    std::rethrow_exception(error);
};

void gets_results() {
  net::io_context context;
  net::co_spawn(context, check_results<task<>>(), no_error);
  context.run();
}

template <class Executor>
task<Executor> add_one(int &count, corolint::blocking_pool &pool) {
  count = co_await offload(pool, [&] { return count + 1; });
}

void works_on_any_executor() {
  net::io_context context;
  const auto executor = context.get_executor();
  corolint::blocking_pool pool(1);
  int count = 0;
  const auto try_on = [&]<class Executor>(Executor on) {
    net::co_spawn(on, add_one<Executor>(count, pool), no_error);
    context.run();
    context.restart();
  };
  try_on(executor);
  try_on(net::any_io_executor(executor));
  try_on(net::make_strand(executor));
  try_on(net::make_strand(net::any_io_executor(executor)));
  CHECK(count == 4);
}

task<> stays_on_this_thread(bool &done) {
  const auto here = std::this_thread::get_id();
  for (int i = 0; i < 100; ++i) {
    const auto there =
        co_await offload([] { return std::this_thread::get_id(); });
    CHECK(there != here);
    CHECK(std::this_thread::get_id() == here);
  }
  done = true;
}

/// The context has no other work, so `run` would return if it weren't kept.
void resumes_on_the_loop_and_keeps_it_running() {
  net::io_context context(1);
  bool done = false;
  net::co_spawn(context, stays_on_this_thread(done), no_error);
  context.run();
  CHECK(done);
}

using strand = net::strand<net::io_context::executor_type>;

task<> stays_on_strand(strand on, int &unguarded) {
  for (int i = 0; i < 100; ++i) {
    co_await offload([&] { CHECK(!on.running_in_this_thread()); });
    CHECK(on.running_in_this_thread());
    ++unguarded;
  }
}

void resumes_on_the_strand_with_two_threads() {
  net::io_context context(2);
  const auto on = net::make_strand(context);
  int unguarded = 0;
  for (int i = 0; i < 20; ++i)
    net::co_spawn(on, stays_on_strand(on, unguarded), no_error);
  std::thread other([&] { context.run(); });
  context.run();
  other.join();
  CHECK(unguarded == 2000);
}

using pool_executor = net::thread_pool::executor_type;

/// Runs blocking calls on a thread pool of Asio.
struct posting_executor {
  pool_executor pool;
  void execute(corolint::blocking_call call) const { net::post(pool, call); }
};

task<pool_executor> stays_on_thread_pool(pool_executor on, int &left) {
  co_await offload([&] { CHECK(!on.running_in_this_thread()); });
  CHECK(on.running_in_this_thread());
  co_await offload(posting_executor{on},
                   [&] { CHECK(on.running_in_this_thread()); });
  CHECK(on.running_in_this_thread());
  --left;
}

void resumes_on_a_thread_pool() {
  net::thread_pool pool(1);
  int left = 10;
  for (int i = 0; i < 10; ++i)
    net::co_spawn(pool.get_executor(),
                  stays_on_thread_pool(pool.get_executor(), left), no_error);
  pool.join();
  CHECK(left == 0);
}

task<> call_often(corolint::blocking_pool &pool, std::atomic<int> &running,
                  int &calls) {
  for (int round = 0; round < 10; ++round) {
    co_await offload(pool, [&] {
      CHECK(++running <= 4);
      --running;
    });
    ++calls;
  }
}

void queues_beyond_the_bound() {
  corolint::blocking_pool pool(4);
  net::io_context context(1);
  std::atomic<int> running = 0;
  int calls = 0;
  for (int i = 0; i < 1000; ++i)
    net::co_spawn(context, call_often(pool, running, calls), no_error);
  context.run();
  CHECK(calls == 10'000);
}

task<> call_on(net::thread_pool &pool, std::thread::id &thread) {
  thread = co_await offload(posting_executor{pool.get_executor()},
                            [] { return std::this_thread::get_id(); });
}

void calls_on_a_thread_pool() {
  net::thread_pool pool(1);
  net::io_context context(1);
  std::thread::id asked, told;
  net::post(pool, [&] { asked = std::this_thread::get_id(); });
  net::co_spawn(context, call_on(pool, told), no_error);
  context.run();
  pool.join();
  CHECK(asked == told);
}

/// The signal comes from the coroutine itself, right before it offloads for the
/// second time; the first is there because co_spawn throws out of `run` when a
/// cancelled coroutine has never suspended.
task<> offload_when_cancelled(net::cancellation_signal &cancel, bool &refused) {
  co_await offload([] {});
  cancel.emit(net::cancellation_type::terminal);
  try {
    co_await offload([] { CHECK(false); });
  } catch (const system_error &error) {
    refused = error.code() == net::error::operation_aborted;
  }
}

void refuses_when_cancelled_before() {
  net::io_context context(1);
  net::cancellation_signal cancel;
  bool refused = false;
  net::co_spawn(context, offload_when_cancelled(cancel, refused),
                net::bind_cancellation_slot(cancel.slot(), net::detached));
  context.run();
  CHECK(refused);
}

/// Cancels the coroutine that called it, on its loop, and waits for that.
void cancel_on(net::io_context &context, net::cancellation_signal &cancel) {
  one_time_event emitted;
  net::post(context, [&] {
    cancel.emit(net::cancellation_type::terminal);
    emitted.set();
  });
  emitted.wait();
}

task<> be_cancelled_meanwhile(net::io_context &context,
                              net::cancellation_signal &cancel, bool throws,
                              bool &told) {
  co_await net::this_coro::throw_if_cancelled(throws);
  bool ended = false;
  try {
    co_await offload([&] {
      cancel_on(context, cancel);
      ended = true;
    });
    told = !throws;
  } catch (const system_error &error) {
    told = throws && error.code() == net::error::operation_aborted;
  }
  CHECK(ended);
}

void tells_at_the_end_when_cancelled_meanwhile() {
  for (const bool throws : {false, true}) {
    net::io_context context(1);
    net::cancellation_signal cancel;
    bool told = false;
    net::co_spawn(context,
                  be_cancelled_meanwhile(context, cancel, throws, told),
                  net::bind_cancellation_slot(cancel.slot(), net::detached));
    context.run();
    CHECK(told);
  }
}

/// Runs blocking calls on a pool, and gives them back or doesn't.
struct giving_executor {
  corolint::blocking_pool &pool;
  void execute(corolint::blocking_call call) { pool.execute(call); }
  bool withdraw(corolint::blocking_call call) noexcept {
    return pool.withdraw(call);
  }
};
struct keeping_executor {
  corolint::blocking_pool &pool;
  void execute(corolint::blocking_call call) { pool.execute(call); }
};

template <class Executor>
task<> be_cancelled_in_the_queue(Executor on, one_time_event &proceed,
                                 bool &told) {
  try {
    co_await offload(on, [] { CHECK(false); });
  } catch (const system_error &error) {
    told = error.code() == net::error::operation_aborted;
  }
  proceed.set();
}

/// The call waits behind one that goes on only when the coroutine was told, if
/// the executor can give calls back.
template <class Executor> void is_not_called_when_cancelled_in_the_queue() {
  net::io_context context(1);
  net::cancellation_signal cancel;
  one_time_event begun, proceed;
  bool told = false;
  auto wait = [&] {
    begun.set();
    proceed.wait();
  };
  corolint::blocking_pool pool(1);
  pool.execute(
      {[](void *f) noexcept { (*static_cast<decltype(wait) *>(f))(); }, &wait});
  begun.wait();
  net::co_spawn(
      context,
      be_cancelled_in_the_queue<Executor>(Executor{pool}, proceed, told),
      net::bind_cancellation_slot(cancel.slot(), net::detached));
  net::post(context, [&] {
    cancel.emit(net::cancellation_type::terminal);
    if constexpr (std::is_same_v<Executor, keeping_executor>)
      proceed.set();
  });
  context.run();
  CHECK(told);
}

struct frame_guard {
  const std::atomic<bool> &call_ended;
  bool &destroyed;
  ~frame_guard() {
    CHECK(call_ended);
    destroyed = true;
  }
};

task<> offload_until(one_time_event &begun, one_time_event &proceed,
                     std::atomic<bool> &ended, bool &destroyed) {
  frame_guard guard{ended, destroyed};
  co_await offload([&] {
    begun.set();
    proceed.wait();
    ended = true;
  });
  CHECK(false);
}

/// A stopped context is destroyed while a call runs: it waits for its end, and
/// only then destroys the coroutine.
void shutdown_waits_for_running_calls() {
  one_time_event begun, proceed;
  std::atomic<bool> ended = false;
  bool destroyed = false;
  std::thread releaser;
  {
    net::io_context context(1);
    net::co_spawn(context, offload_until(begun, proceed, ended, destroyed),
                  no_error);
    net::post(context, [&] {
      begun.wait();
      context.stop();
    });
    context.run();
    releaser = std::thread([&] { proceed.set(); });
  }
  CHECK(destroyed);
  releaser.join();
}

/// An executor that is slow to go on other threads than the loop's. What it
/// refers to ends with its context, so it must be gone there before.
struct lingering_executor {
  net::io_context::executor_type loop;
  std::thread::id home;
  const std::atomic<bool> *context_is_gone;

  lingering_executor(net::io_context &context, const std::atomic<bool> &gone)
      : loop(context.get_executor()), home(std::this_thread::get_id()),
        context_is_gone(&gone) {}
  lingering_executor(const lingering_executor &) = default;

  ~lingering_executor() {
    if (std::this_thread::get_id() == home)
      return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(!*context_is_gone);
  }

  template <class F> void execute(F &&f) const {
    net::post(loop, [f = std::forward<F>(f)]() mutable { std::move(f)(); });
  }
  lingering_executor
  require(net::execution::blocking_t::never_t) const noexcept {
    return *this;
  }
  net::execution_context &query(net::execution::context_t) const noexcept {
    return loop.context();
  }
  [[maybe_unused]] friend bool
  operator==(const lingering_executor &left,
             const lingering_executor &right) noexcept {
    return left.loop == right.loop;
  }
};

/// Nothing keeps the context once the call has come back.
void leaves_no_executor_behind() {
  std::atomic<bool> context_is_gone = false;
  corolint::blocking_pool pool(1);
  int count = 0;
  {
    net::io_context context(1);
    auto work = net::make_work_guard(context);
    net::co_spawn(lingering_executor(context, context_is_gone),
                  add_one<lingering_executor>(count, pool),
                  [&](std::exception_ptr) { work.reset(); });
    context.run();
  }
  context_is_gone = true;
  CHECK(count == 1);
}

struct frame_counter {
  int &frames;
  explicit frame_counter(int &all) : frames(++all) {}
  ~frame_counter() { --frames; }
};

task<> call_for_ever(corolint::blocking_pool &pool, net::io_context &context,
                     std::atomic<int> &calls, int &frames) {
  frame_counter counter(frames);
  for (;;)
    co_await offload(pool, [&] {
      if (++calls == 1000)
        context.stop();
    });
}

void shutdown_with_many_calls_in_flight() {
  corolint::blocking_pool pool(4);
  std::atomic<int> calls = 0;
  int frames = 0;
  {
    net::io_context context(1);
    for (int i = 0; i < 50; ++i) {
      net::co_spawn(context, call_for_ever(pool, context, calls, frames),
                    net::detached);
      net::co_spawn(net::make_strand(context),
                    call_for_ever(pool, context, calls, frames), net::detached);
    }
    context.run();
    CHECK(frames == 100);
  }
  CHECK(frames == 0);
}

net::awaitable<int> add(int a, int b) {
  co_return co_await offload([=] { return a + b; });
}

template <class Executor>
net::awaitable<std::unique_ptr<int>, Executor> make() {
  co_return std::make_unique<int>(7);
}

task<> fail() {
  co_await offload([] {});
  throw std::out_of_range("in the task");
}

void waits_for_results() {
  using corolint::sync_wait;
  CHECK(sync_wait(add(1, 2)) == 3);
  CHECK(*sync_wait(make<net::any_io_executor>()) == 7);
  CHECK(*sync_wait(make<net::io_context::executor_type>()) == 7);
  CHECK(*sync_wait(make<strand>()) == 7);
  bool caught = false;
  try {
    sync_wait(fail());
  } catch (const std::out_of_range &) {
    caught = true;
  }
  CHECK(caught);
}

task<> refuse_to_wait(bool &refused) {
  try {
    corolint::sync_wait(add(1, 2));
  } catch (const std::logic_error &error) {
    refused = std::string(error.what()).find("runs an event loop") !=
              std::string::npos;
  }
  co_return;
}

void refuses_to_wait_on_a_loop() {
  net::io_context context(1);
  bool refused = false;
  net::co_spawn(context, refuse_to_wait(refused), no_error);
  context.run();
  CHECK(refused);
  CHECK(corolint::sync_wait(add(1, 2)) == 3);
}

} // namespace

int main() {
  waits_for_results();
  refuses_to_wait_on_a_loop();
  gets_results();
  works_on_any_executor();
  resumes_on_the_loop_and_keeps_it_running();
  resumes_on_the_strand_with_two_threads();
  resumes_on_a_thread_pool();
  queues_beyond_the_bound();
  calls_on_a_thread_pool();
  refuses_when_cancelled_before();
  tells_at_the_end_when_cancelled_meanwhile();
  is_not_called_when_cancelled_in_the_queue<giving_executor>();
  is_not_called_when_cancelled_in_the_queue<keeping_executor>();
  shutdown_waits_for_running_calls();
  shutdown_with_many_calls_in_flight();
  leaves_no_executor_behind();
}
