// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which of the callables that a function gets it calls.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <tuple>
#include <unistd.h>
#include <variant>
#include <vector>

task<void> tick();
void nap() { sleep(1); }
void keep(void (*f)());
struct queue {
  std::vector<std::function<void()>> all;
  void add(std::function<void()> f) { all.push_back(std::move(f)); }
};
struct job {
  void operator()() const { nap(); }
  void cancel() {}
  bool operator==(const job &) const { return true; }
};

// What std::invoke and its kin call gets the rest, and may only keep it.
task<void> arguments_ok(queue &q, std::once_flag &flag, job j, std::vector<job> jobs, std::vector<std::function<void()>> functions) {
  std::invoke(&queue::add, q, [] { nap(); });
  std::invoke(keep, &nap);
  std::apply(keep, std::tuple(&nap));
  std::call_once(flag, keep, &nap);
  std::invoke(&job::cancel, j);
  (void)std::ranges::find(jobs, j);
  std::ranges::fill(functions, nap);
  co_await tick();
}

task<void> callee_bad(std::once_flag &flag, std::vector<int> v, std::variant<int> either) {
  std::invoke(nap); // warns: nap
  std::invoke([](int n) {
    sleep(n); // warns: sleep
  }, 1);
  std::apply(nap, std::tuple()); // warns: nap
  std::call_once(flag, nap); // warns: nap
  std::ranges::for_each(v, [](int) {
    nap(); // warns: nap
  });
  std::ranges::find_if(v, [](int) { return true; }, [](int n) {
    sleep(n); // warns: sleep
    return n;
  });
  std::visit([](int n) {
    sleep(n); // warns: sleep
  }, either);
  co_await tick();
}

task<void> handed_to_a_lambda_bad() {
  auto generic = [](auto f) { f(); };
  generic(nap); // warns: nap
  auto pointer = [](void (*f)()) { f(); };
  pointer(nap); // warns: nap
  auto function = [](const std::function<void()> &f) { f(); };
  function(nap); // warns: nap
  [](auto f) { f(); }(nap); // warns: nap
  auto with = [](auto &&f, int n) { f(n); };
  with([](int n) {
    sleep(n); // warns: sleep
  }, 1);
  auto kept = [](auto f) { return f; };
  kept(nap);
  co_await tick();
}

task<void> unevaluated_ok() {
  if (!__builtin_constant_p(sleep(1)))
    co_await tick();
}

// An own std::function: who calls it doesn't know what another one holds.
template <class S> class own_function;
template <class R, class... A> class own_function<R(A...)> {
  struct base {
    virtual ~base() = default;
    virtual R call(A...) = 0;
  };
  template <class F> struct holder : base {
    F f;
    explicit holder(F f) : f(std::move(f)) {}
    R call(A... a) override { return f(std::forward<A>(a)...); }
  };
  std::unique_ptr<base> held;

public:
  template <class F> own_function(F f) : held(std::make_unique<holder<F>>(std::move(f))) {}
  R operator()(A... a) { return held->call(std::forward<A>(a)...); }
};
void for_a_worker(own_function<void()> f);
void compresses() {
  for_a_worker([] { sleep(60); });
}
task<void> notifies_ok(own_function<void()> callback) {
  callback();
  co_return;
}
