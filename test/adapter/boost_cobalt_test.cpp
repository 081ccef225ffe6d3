// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in coroutines of Boost.Cobalt, on stand-ins for Cobalt and the real
// Boost.Asio.

#include <corolint/adapters/boost_cobalt.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/cobalt/spawn.hpp>
#include <boost/cobalt/task.hpp>
#include <boost/cobalt/this_coro.hpp>

#include "check.hpp"
#include "late_executor.hpp"
#include "results.hpp"

#include <exception>
#include <thread>

namespace {

namespace asio = boost::asio;
namespace cobalt = boost::cobalt;
using corolint::offload;
using task = cobalt::task<void>;

/// A completion handler for coroutines that must not throw.
constexpr auto no_error = [](std::exception_ptr error) {
  if (error)
    std::rethrow_exception(error);
};

/// Where a test's coroutine runs.
cobalt::executor executor_of(asio::io_context &context) {
  return context.get_executor();
}

void gets_results() {
  asio::io_context context(1);
  cobalt::spawn(executor_of(context), check_results<task>(), no_error);
  context.run();
}

cobalt::task<int> stays_on(asio::io_context &context) {
  const auto loop = context.get_executor();
  for (int i = 0; i < 5; ++i) {
    co_await offload([&] { CHECK(!loop.running_in_this_thread()); });
    CHECK(loop.running_in_this_thread());
  }
  co_return 5;
}

task stays_and_counts(asio::io_context &context, int &unguarded) {
  const int rounds = co_await stays_on(context);
  unguarded += co_await offload([=] { return rounds; });
}

/// The context has no other work, so `run` would return if it weren't kept.
void resumes_on_its_executor_and_keeps_it_running() {
  asio::io_context context(1);
  int unguarded = 0;
  for (int i = 0; i < 1000; ++i)
    cobalt::spawn(executor_of(context), stays_and_counts(context, unguarded),
                  no_error);
  context.run();
  CHECK(unguarded == 5000);
}

using strand = asio::strand<asio::io_context::executor_type>;

task stays_on_strand(strand on, int &unguarded) {
  for (int i = 0; i < 100; ++i) {
    co_await offload([&] { CHECK(!on.running_in_this_thread()); });
    CHECK(on.running_in_this_thread());
    ++unguarded;
  }
}

void resumes_on_the_strand_with_two_threads() {
  asio::io_context context(2);
  const auto on = asio::make_strand(context);
  int unguarded = 0;
  for (int i = 0; i < 20; ++i)
    cobalt::spawn(cobalt::executor(on), stays_on_strand(on, unguarded),
                  asio::bind_executor(on, no_error));
  std::thread other([&] { context.run(); });
  context.run();
  other.join();
  CHECK(unguarded == 2000);
}

/// What a coroutine that is cancelled gets to see.
enum class seen { nothing, result, aborted };

task calls_and_sees(one_time_event &begun, one_time_event &cancelled,
                    bool &called, bool throws_if_cancelled, seen &what) {
  co_await cobalt::this_coro::throw_if_cancelled(throws_if_cancelled);
  try {
    what = co_await offload([&] {
      called = true;
      begun.set();
      cancelled.wait();
      return seen::result;
    });
  } catch (const boost::system::system_error &error) {
    CHECK(error.code() == asio::error::operation_aborted);
    what = seen::aborted;
  }
}

seen cancelled_during_the_call(bool throws_if_cancelled) {
  asio::io_context context(1);
  asio::cancellation_signal signal;
  one_time_event begun, cancelled;
  bool called = false;
  seen what = seen::nothing;
  cobalt::spawn(
      executor_of(context),
      calls_and_sees(begun, cancelled, called, throws_if_cancelled, what),
      asio::bind_cancellation_slot(signal.slot(), no_error));
  std::thread canceller([&] {
    begun.wait();
    asio::post(context, [&] {
      signal.emit(asio::cancellation_type::terminal);
      cancelled.set();
    });
  });
  context.run();
  canceller.join();
  CHECK(called);
  return what;
}

void is_told_of_a_cancellation_when_the_call_has_ended() {
  CHECK(cancelled_during_the_call(true) == seen::aborted);
}

void gets_the_result_where_it_does_not_throw() {
  CHECK(cancelled_during_the_call(false) == seen::result);
}

task calls_late(late_executor &executor, bool &called, bool &aborted) {
  try {
    co_await offload(executor, [&] { called = true; });
  } catch (const boost::system::system_error &error) {
    aborted = error.code() == asio::error::operation_aborted;
  }
}

void makes_no_call_that_was_cancelled_before_it_began() {
  asio::io_context context(1);
  asio::cancellation_signal signal;
  late_executor executor;
  bool called = false, aborted = false;
  cobalt::spawn(executor_of(context), calls_late(executor, called, aborted),
                asio::bind_cancellation_slot(signal.slot(), no_error));
  std::thread canceller([&] {
    executor.wait_until_taken();
    asio::post(context, [&] {
      signal.emit(asio::cancellation_type::terminal);
      executor.go();
    });
  });
  context.run();
  canceller.join();
  CHECK(aborted);
  CHECK(!called);
}

} // namespace

int main() {
  gets_results();
  resumes_on_its_executor_and_keeps_it_running();
  resumes_on_the_strand_with_two_threads();
  is_told_of_a_cancellation_when_the_call_has_ended();
  gets_the_result_where_it_does_not_throw();
  makes_no_call_that_was_cancelled_before_it_began();
}
