// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pool: its bound, its threads, draining, and that it drains when main
// returns.

#include "check.hpp"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <latch>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <corolint/blocking_executor.hpp>

#if defined(__linux__)
#include <pthread.h>
#endif

namespace {

using corolint::blocking_call;
using corolint::blocking_pool;

static_assert(corolint::blocking_executor<blocking_pool>);
static_assert(!corolint::blocking_executor<int>);
static_assert(std::is_trivially_copyable_v<blocking_call>);

/// A call of `function`, which has to outlive it: pools are declared last.
template <class F> blocking_call call_of(F &function) {
  return {[](void *address) noexcept { (*static_cast<F *>(address))(); },
          &function};
}

void grows_to_the_bound() {
  std::barrier<> all_three(3);
  std::atomic<int> running = 0;
  auto meet = [&] {
    CHECK(++running <= 3);
    all_three.arrive_and_wait();
    --running;
  };
  blocking_pool pool(3);
  CHECK(pool.max_threads() == 3);
  for (int i = 0; i < 9; ++i)
    pool.execute(call_of(meet));
}

void grows_when_the_bound_is_raised() {
  std::barrier<> both(2);
  auto meet = [&] { both.arrive_and_wait(); };
  blocking_pool pool(1);
  pool.execute(call_of(meet));
  pool.set_max_threads(2);
  pool.execute(call_of(meet));
}

void needs_a_thread() {
  bool refused = false;
  try {
    blocking_pool pool(0);
  } catch (const std::invalid_argument &) {
    refused = true;
  }
  CHECK(refused);
}

void reuses_threads() {
  std::set<std::thread::id> threads;
  auto note = [&] { threads.insert(std::this_thread::get_id()); };
  blocking_pool pool(1);
  for (int i = 0; i < 100; ++i)
    pool.execute(call_of(note));
  pool.drain();
  CHECK(threads.size() == 1);
}

/// Adds itself again a number of times.
struct repeated {
  blocking_pool &pool;
  int left;

  void operator()() {
    if (--left != 0)
      pool.execute(call_of(*this));
  }
};

void drains_and_can_be_used_again() {
  blocking_pool pool(2);
  for (int round = 0; round < 3; ++round) {
    repeated calls{pool, 100};
    pool.execute(call_of(calls));
    pool.drain();
    CHECK(calls.left == 0);
  }
}

void drains_on_its_own_thread() {
  // Leaked, as a pool must not be destroyed on its own thread nor before it.
  auto &pool = *new blocking_pool(2);
  one_time_event drained;
  auto drain = [&] {
    pool.drain();
    drained.set();
  };
  pool.execute(call_of(drain));
  drained.wait();
}

void withdraws_what_has_not_begun() {
  one_time_event begun, proceed;
  auto wait = [&] {
    begun.set();
    proceed.wait();
  };
  auto never = [] { CHECK(false); };
  blocking_pool pool(1);
  pool.execute(call_of(wait));
  begun.wait();
  pool.execute(call_of(never));
  CHECK(!pool.withdraw(call_of(wait)));
  CHECK(pool.withdraw(call_of(never)));
  CHECK(!pool.withdraw(call_of(never)));
  proceed.set();
}

/// Its threads sleep, and all are woken for calls that come at once.
void wakes_all_its_threads() {
  std::barrier<> all_three(3);
  auto meet = [&] { all_three.arrive_and_wait(); };
  blocking_pool pool(3);
  for (int round = 0; round < 200; ++round) {
    std::latch done(3);
    auto meet_and_tell = [&] {
      meet();
      done.count_down();
    };
    for (int i = 0; i < 3; ++i)
      pool.execute(call_of(meet_and_tell));
    done.wait();
    if (round % 20 == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

/// The call's end may be the pool's, while `execute` is still on its way out.
void may_be_destroyed_when_its_call_has_ended() {
  for (int round = 0; round < 500; ++round) {
    std::optional<blocking_pool> pool(std::in_place, 1);
    one_time_event ended;
    auto end = [&] { ended.set(); };
    auto nothing = [] {};
    pool->execute(call_of(nothing));
    std::jthread asking([&] { pool->execute(call_of(end)); });
    ended.wait();
    pool.reset();
  }
}

/// Calls that wait keep their order while the queue's memory grows and wraps.
void keeps_the_order() {
  std::vector<int> order;
  struct numbered {
    std::vector<int> &order;
    int number;
    void operator()() { order.push_back(number); }
  };
  std::deque<numbered> calls;
  one_time_event begun, proceed;
  auto wait = [&] {
    begun.set();
    proceed.wait();
  };
  blocking_pool pool(1);
  for (int i = 0; i < 5; ++i)
    pool.execute(call_of(calls.emplace_back(order, i)));
  pool.execute(call_of(wait));
  begun.wait();
  for (int i = 5; i < 100; ++i)
    pool.execute(call_of(calls.emplace_back(order, i)));
  for (int i = 10; i < 100; i += 10)
    CHECK(pool.withdraw(call_of(calls[i])));
  proceed.set();
  pool.drain();
  CHECK(order.size() == 91);
  CHECK(std::is_sorted(order.begin(), order.end()));
}

void names_its_threads() {
#if defined(__linux__)
  std::string name;
  auto ask = [&] {
    char buffer[16];
    pthread_getname_np(pthread_self(), buffer, sizeof buffer);
    name = buffer;
  };
  blocking_pool pool(1, "disk");
  pool.execute(call_of(ask));
  pool.drain();
  CHECK(name == "disk");
  pool.set_thread_name("a name of over 15 bytes");
  pool.execute(call_of(ask));
  pool.drain();
  CHECK(name == "a name of over ");
#endif
}

std::atomic<bool> last_call_ended = false;

/// A static object older than the default pool, so that it dies after it.
struct drain_observer {
  ~drain_observer() { CHECK(last_call_ended); }
} observer;

void drains_when_main_returns() {
  static one_time_event &leaving = *new one_time_event;
  static auto call = [] {
    leaving.wait();
    last_call_ended = true;
  };
  corolint::default_blocking_pool().execute(call_of(call));
  std::atexit([] { leaving.set(); });
}

} // namespace

int main() {
  CHECK(corolint::default_blocking_pool().max_threads() ==
        blocking_pool::default_max_threads);
  grows_to_the_bound();
  grows_when_the_bound_is_raised();
  needs_a_thread();
  reuses_threads();
  drains_and_can_be_used_again();
  drains_on_its_own_thread();
  withdraws_what_has_not_begun();
  wakes_all_its_threads();
  may_be_destroyed_when_its_call_has_ended();
  keeps_the_order();
  names_its_threads();
  drains_when_main_returns();
}
