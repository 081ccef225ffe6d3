// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a call runs in a coroutine, and so counts.
// RUN: %lint %s blocking-call
#include "eager.hpp"
#include "task.hpp"
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <variant>
#include <vector>

using namespace std::chrono_literals;

task<void> tick();

task<void> plain_call_bad() {
  sleep(1); // warns: 'sleep' blocks the thread that runs coroutine 'plain_call_bad' (sleep)
  co_await tick();
}

eager eager_coroutine_bad() {
  sleep(1); // warns: 'sleep'
  co_return;
}

detached detached_coroutine_bad() {
  sleep(1); // warns: 'sleep'
  co_return;
}

task<std::string> member_and_operator_bad(std::future<int> result) {
  std::ifstream in;
  std::string word;
  in.open("file"); // warns: open
  in >> word; // warns: >>
  std::getline(in, word); // warns: getline
  result.wait(); // warns: wait
  co_return word;
}

task<int> condition_bad() {
  while (usleep(100) == 0) // warns: usleep
    co_await tick();
  if (sleep(1)) // warns: sleep
    co_return 1;
  for (unsigned left = sleep(3); left; left = sleep(left)) // warns: sleep // warns: sleep
    co_await tick();
  co_return sleep(1) ? 1 : 2; // warns: sleep
}

task<void> argument_of_an_await_bad(std::future<int> result) {
  auto waits = [](int) -> task<void> { co_return; };
  co_await waits(result.get()); // warns: get
}

int waited(unsigned rest = sleep(1));

task<void> default_argument_bad() {
  waited(); // warns: 'sleep'
  co_await tick();
}

struct waits_in_default_member {
  unsigned rest = 0;
};

task<void> constructor_bad() {
  std::ifstream in("file"); // warns: ifstream
  std::unique_ptr<std::ifstream> none;
  co_await tick();
}

task<void> destructor_bad() {
  auto work = std::async(std::launch::async, [] {}); // warns: future
  co_await tick();
}

task<void> jthread_destructor_bad() {
  std::jthread worker([] {}); // warns: jthread
  co_await tick();
}

task<void> temporary_destructor_bad() {
  std::async(std::launch::async, [] {}); // warns: future
  co_await tick();
}

task<void> lambda_in_place_bad() {
  [] { sleep(1); }(); // warns: 'sleep' blocks the thread that runs coroutine 'lambda_in_place_bad'
  co_await tick();
}

task<void> lambda_called_through_a_local_bad() {
  auto wait = [] {
    sleep(1); // warns: sleep
  };
  wait();
  wait();
  co_await tick();
}

task<void> lambda_in_an_algorithm_bad(std::vector<unsigned> pauses) {
  std::for_each(pauses.begin(), pauses.end(), [](unsigned n) {
    sleep(n); // warns: sleep
  });
  std::ranges::for_each(pauses, [](unsigned n) { sleep(n); }); // warns: sleep
  std::sort(pauses.begin(), pauses.end(), [](unsigned a, unsigned b) {
    sleep(a); // warns: sleep
    return a < b;
  });
  co_await tick();
}

task<void> lambda_in_invoke_bad(std::variant<int, char> either) {
  std::invoke([] { sleep(1); }); // warns: sleep
  std::apply([](unsigned n) { sleep(n); }, std::tuple(1u)); // warns: sleep
  std::visit([](auto) { sleep(1); }, either); // warns: sleep
  co_await tick();
}

template <class F> void twice(F f) {
  f();
  f();
}

task<void> lambda_in_a_visible_callee_bad() {
  twice([] { sleep(1); }); // warns: sleep
  co_await tick();
}

struct blocking_awaiter {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
};

task<void> lambda_coroutine_bad() {
  auto inner = []() -> task<void> {
    sleep(1); // warns: a lambda coroutine
    co_return;
  };
  co_await inner();
}

template <class T> task<T> template_bad(T value) {
  sleep(1); // warns: sleep
  std::this_thread::sleep_for(std::chrono::milliseconds(value)); // warns: sleep_for
  co_return value;
}

task<void> instantiates_it() {
  co_await template_bad(1);
  co_await template_bad(2L);
}

template <class T> task<T> template_nobody_instantiates_bad(T value) {
  sleep(1); // warns: sleep
  co_return value;
}

struct service {
  task<void> member_coroutine_bad() {
    sleep(1); // warns: service::member_coroutine_bad
    co_return;
  }
};

#define PAUSE() sleep(1)

task<void> macro_bad() {
  PAUSE(); // warns: sleep
  co_await tick();
}

task<void> chain_of_extractions_bad(std::ifstream in) {
  int a, b;
  in >> a >> b; // warns: >>
  co_await tick();
}

task<void> switch_and_try_bad(int n) {
  switch (n) {
  case 1:
    sleep(1); // warns: sleep
    break;
  default:
    break;
  }
  try {
    sleep(2); // warns: sleep
  } catch (...) {
    sleep(3); // warns: sleep
  }
  co_await tick();
}

// What a function tests of its own calls says nothing of others.
bool drain(int fd, char *to) {
  while (recv(fd, to, 1, 0) > 0)
    ;
  return errno == EAGAIN;
}
task<void> another_descriptor_tested_bad(int fd, int other, char *to) {
  auto size = read(fd, to, 1); // warns: 'read' blocks
  drain(other, to);
  co_await tick();
  (void)size;
}

task<void> flags_without_it_bad(int s, char *to) {
  int how = MSG_DONTWAIT;
  how &= ~MSG_DONTWAIT;
  recv(s, to, 1, how); // warns: recv
  how |= MSG_PEEK;
  recv(s, to, 1, how); // warns: recv
  how |= MSG_DONTWAIT;
  int flags = fcntl(s, F_GETFL, 0);
  flags = 0;
  fcntl(s, F_SETFL, flags);
  recv(s, to, 1, 0); // warns: recv
  co_await tick();
}
task<void> chosen_stream_bad(bool b, FILE *f) {
  fputs("x", b ? f : stdout); // warns: fputs
  co_await tick();
}

// A visitor made of lambdas.
template <class... F> struct overloaded : F... {
  using F::operator()...;
};
template <class... F> overloaded(F...) -> overloaded<F...>;
template <class Visitor> void visit_here(Visitor v, std::variant<int, std::string> &of) { std::visit(v, of); }
task<void> visitors_bad(std::variant<int, std::string> of) {
  std::visit(overloaded{[](int) { sleep(1); }, // warns: sleep
                        [](const std::string &) {}},
             of);
  auto visitor = overloaded{[](int) {}, [](auto &&) { sleep(1); }}; // warns: sleep
  std::visit(visitor, of);
  visit_here(overloaded{[](int) { sleep(1); }, // warns: sleep
                        [](const std::string &) {}},
             of);
  co_await tick();
}

// Initialised with itself, whatever that is.
task<void> of_itself_bad(int s, char *to) {
  int how = how;
  recv(s, to, 1, how); // warns: recv
  FILE *stream = stream;
  fputs("x", stream); // warns: fputs
  bool is_ready = !is_ready;
  std::future<int> f;
  if (is_ready)
    f.get(); // warns: std::future::get
  co_await tick();
}

// An awaiter that receives on another thread, and again on this one.
struct worker_pool {
  void run(std::function<void()> f);
};
struct receiving_on_pool {
  worker_pool &pool;
  int fd;
  char *to;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    pool.run([=, this] {
      recv(fd, to, 1, 0);
      h.resume();
    });
  }
  ssize_t await_resume() { return recv(fd, to, 1, 0); }
};
task<ssize_t> on_pool_bad(worker_pool &pool, int fd, char *to) {
  co_return co_await receiving_on_pool{pool, fd, to}; // warns: await_resume
}

// Another descriptor was polled, or the poll waits itself.
task<long> polled_bad(int fd, int other) {
  pollfd request{.fd = fd, .events = POLLIN};
  pollfd another{.fd = 0, .events = POLLIN};
  char buffer[64];
  poll(&request, 1, 100);                        // warns: 'poll'
  long sum = recv(fd, buffer, sizeof buffer, 0); // warns: 'recv'
  if (poll(&another, 1, 0) == 1)
    sum += recv(other, buffer, sizeof buffer, 0); // warns: 'recv'
  co_return sum;
}
