// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Futures whose result is known to be there.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <chrono>
#include <coroutine>
#include <exception>
#include <future>
#include <list>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
task<void> tick();
task<void> finished(std::future<int> &f);

task<int> asked_ok(std::future<int> f, std::shared_future<int> s) {
  if (f.wait_for(0s) == std::future_status::ready)
    co_return f.get();
  while (s.wait_for(0s) == std::future_status::timeout)
    co_await tick();
  co_return s.get();
}

struct session {
  std::future<int> result;
  task<int> member_ok() {
    if (result.wait_for(0s) != std::future_status::ready)
      co_return 0;
    co_return result.get();
  }
};

// A lambda that was awaited has seen to the futures that it names.
template <class F> task<void> elsewhere(F job) {
  co_await tick();
}
task<int> awaited_ok(std::future<int> f) {
  co_await elsewhere([&] { f.wait(); });
  co_return f.get();
}
task<int> handed_over_bad(std::future<int> f) {
  co_await finished(f);
  co_return f.get(); // warns: std::future::get
}

task<int> on_some_paths_bad(std::future<int> f, bool hurry) {
  if (!hurry && f.wait_for(0s) != std::future_status::ready)
    co_return 0;
  co_await tick();
  co_return f.get(); // warns: std::future::get
}
task<int> assigned_anew_bad(std::future<int> f, std::future<int> g) {
  if (f.wait_for(0s) != std::future_status::ready)
    co_return 0;
  f = std::move(g);
  co_await tick();
  co_return f.get(); // warns: std::future::get
}
task<int> other_state_bad(std::future<int> f) {
  if (f.wait_for(0s) == std::future_status::timeout)
    co_return f.get(); // warns: std::future::get
  co_await tick();
  co_return 0;
}

// `wait()` has waited: one stall, two findings.
task<int> false_alarm_waited_before(std::future<int> f) {
  co_await tick();
  f.wait(); // warns: std::future::wait
  co_return f.get(); // warns: std::future::get
}

// An object that is made of the futures it waits for.
struct when_all {
  when_all(std::future<int> &a, std::future<int> &b);
  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiter);
  void await_resume();
};
task<int> when_all_ok(std::future<int> a, std::future<int> b) {
  when_all both(a, b);
  co_await both;
  co_return a.get() + b.get();
}

// What an awaited function gives isn't known to be ready.
task<std::shared_future<int>> resolved();
task<int> false_alarm_given_ready() {
  auto done = co_await resolved();
  co_return done.get(); // warns: std::shared_future::get
}

// The question is a part of the condition, or was asked before.
task<int> asked_with_more_ok(std::future<int> a, std::future<int> b, std::future<int> c, bool also) {
  if (a.valid() && a.wait_for(0s) == std::future_status::ready)
    co_return a.get();
  if (b.wait_for(0s) == std::future_status::ready && also)
    co_return b.get();
  if (!c.valid() || c.wait_for(0s) != std::future_status::ready)
    co_return 0;
  co_await tick();
  co_return c.get();
}
task<int> asked_before_ok(std::future<int> a, std::future<int> b, std::future<int> c) {
  auto state = a.wait_for(0s);
  if (state == std::future_status::ready)
    co_return a.get();
  if (auto now = b.wait_for(0s); now == std::future_status::ready)
    co_return b.get();
  const bool is_ready = c.wait_for(0s) == std::future_status::ready;
  co_await tick();
  co_return is_ready ? c.get() : 0;
}
task<int> asked_otherwise_bad(std::future<int> a, std::future<int> b, std::future<int> c, bool also) {
  if (a.wait_for(0s) == std::future_status::ready || also)
    co_return a.get(); // warns: std::future::get
  const bool is_ready = b.wait_for(0s) == std::future_status::ready;
  if (!is_ready)
    co_return b.get(); // warns: std::future::get
  auto state = c.wait_for(0s);
  state = std::future_status::ready;
  if (state == std::future_status::ready)
    co_return c.get(); // warns: std::future::get
  co_return 0;
}

// Through elements, iterators and smart pointers, with a switch or a helper.
template <class T> bool is_ready(const std::future<T> &f) { return f.wait_for(0s) == std::future_status::ready; }
task<int> held_ok(std::vector<std::future<int>> &v, std::shared_ptr<std::future<int>> p, std::optional<std::future<int>> o, std::future<int> f, std::future<int> g) {
  for (std::size_t i = 0; i < v.size(); ++i)
    if (v[i].wait_for(0s) == std::future_status::ready)
      v[i].get();
  for (auto it = v.begin(); it != v.end(); ++it)
    if (it->wait_for(0s) == std::future_status::ready)
      it->get();
  if (p->wait_for(0s) == std::future_status::ready)
    p->get();
  if (o && o->wait_for(0s) == std::future_status::ready)
    o->get();
  while (!is_ready(g))
    co_await tick();
  g.get();
  switch (f.wait_for(0s)) {
  case std::future_status::ready:
    co_return f.get();
  default:
    co_return 0;
  }
}
task<int> switch_bad(std::future<int> f) {
  switch (f.wait_for(0s)) {
  case std::future_status::ready:
    co_return 0;
  default:
    co_return f.get(); // warns: std::future::get
  }
}

// An awaiter has waited before it resumes.
struct future_awaiter {
  std::future<int> f;
  bool await_ready() const { return f.wait_for(0s) == std::future_status::ready; }
  void await_suspend(std::coroutine_handle<> h) {
    std::thread([this, h] {
      f.wait();
      h.resume();
    }).detach();
  }
  int await_resume() { return f.get(); }
};
struct late_awaiter {
  std::future<int> f;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return f.get(); }
};
task<int> awaiter_ok(std::future<int> f) { co_return co_await future_awaiter{std::move(f)}; }
task<int> late_awaiter_bad(std::future<int> f) {
  co_return co_await late_awaiter{std::move(f)}; // warns: late_awaiter::await_resume
}

// An object that holds a future is asked whether it is ready.
class job {
  std::future<int> f;

public:
  bool ready() const { return f.wait_for(0s) == std::future_status::ready; }
  int take() { return f.get(); }
  void wait_long() { std::this_thread::sleep_for(1s); }
};
struct slot {
  std::future<int> f;
  bool done() const { return f.wait_for(0s) == std::future_status::ready; }
};
task<int> object_was_asked_ok(job j, slot &s) {
  while (!j.ready() || !s.done())
    co_await tick();
  co_return j.take() + s.f.get();
}
task<int> element_was_asked_ok(std::list<job> jobs) {
  int sum = 0;
  for (auto it = jobs.begin(); it != jobs.end();)
    if (it->ready()) {
      sum += it->take();
      it = jobs.erase(it);
    } else {
      ++it;
    }
  co_return sum;
}
task<int> another_was_asked_bad(job j, job k, slot &s, slot &t) {
  while (!j.ready() || !s.done())
    co_await tick();
  j.wait_long();             // warns: 'job::wait_long'
  int late = k.take();       // warns: 'job::take'
  co_return late + t.f.get(); // warns: std::future::get
}

// The result was given here.
task<int> promised_ok(std::exception_ptr e) {
  std::promise<int> before, after, failed;
  auto first = before.get_future();
  before.set_value(1);
  after.set_value(2);
  auto second = after.get_future();
  std::future<int> third = failed.get_future();
  failed.set_exception(e);
  std::packaged_task<int(int)> packaged([](int i) { return i; });
  auto fourth = packaged.get_future();
  packaged(1);
  co_return first.get() + second.get() + third.get() + fourth.get();
}
task<int> promised_elsewhere_bad(bool now) {
  std::promise<int> p, q;
  auto f = p.get_future(), g = q.get_future();
  if (now)
    p.set_value(1);
  std::thread([&] { q.set_value(1); }).detach();
  co_return f.get() + // warns: std::future::get
      g.get();        // warns: std::future::get
}
