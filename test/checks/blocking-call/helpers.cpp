// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that block through what they call, in the same file.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

task<void> tick();

// --- functions, and the whole chain, shortest first

std::string read_all(const std::string &path) {
  std::ifstream file(path); // note: 'read_all' calls 'std::ifstream', which blocks
  return {std::istreambuf_iterator<char>(file), {}};
}
std::string load_text(int id) {
  return read_all(std::to_string(id)); // note: 'load_text' calls 'read_all'
}
int long_way(int n) { return static_cast<int>(load_text(n).size()); }
int two_ways(int n) {
  long_way(n);
  return static_cast<int>(sleep(n)); // note: 'two_ways' calls 'sleep', which blocks
}

task<void> functions_bad() {
  co_await tick();
  load_text(1); // warns: 'load_text' blocks the thread that runs coroutine 'functions_bad': it reaches 'std::ifstream' (file)
  two_ways(2); // warns: it reaches 'sleep' (sleep)
}

// --- members, constructors, destructors, operators, conversions

struct config {
  explicit config(const std::string &path) : text(read_all(path)) {}
  std::string text;
};
struct derived_config : config {
  using config::config;
};
struct settings {
  std::string text = read_all("settings");
};
struct nap {
  nap() = default;
  nap(const nap &) = delete;
  ~nap() { sleep(1); }
  operator int() const { return static_cast<int>(sleep(1)); }
  int operator+(int n) const { return static_cast<int>(sleep(n)); }
  int take(int n) { return static_cast<int>(sleep(n)); }
  int operator()() const { return static_cast<int>(sleep(3)); }
  int *begin() const { sleep(1); return nullptr; }
  int *end() const { return nullptr; }
};
struct sink {
  sink &operator<<(int n) {
    sleep(n);
    return *this;
  }
  void operator()(int n) { sleep(n); }
};
struct holds_nap {
  nap member;
};
nap &the_nap();

task<int> members_bad() {
  config first("a"); // warns: 'config::config'
  auto second = config("b"); // warns: 'config::config'
  derived_config third("c"); // warns: it reaches 'std::ifstream'
  settings fourth; // warns: 'settings::settings'
  nap local; // warns: 'nap::~nap'
  holds_nap outer; // warns: 'holds_nap::~holds_nap'
  const nap &prolonged = nap(); // warns: 'nap::~nap'
  nap array[2]; // warns: 'nap::~nap'
  int n = the_nap().take(1); // warns: 'nap::take'
  n += the_nap(); // warns: 'nap::operator int'
  n += the_nap() + 1; // warns: 'nap::operator+'
  n += the_nap()(); // warns: 'nap::operator()'
  for (int i : the_nap()) // warns: 'nap::begin'
    n += i;
  delete new nap; // warns: 'nap::~nap'
  co_await tick();
  co_return n + static_cast<int>(first.text.size());
}

task<void> operators_bad(sink s) {
  s << 1 << 2 << 3; // warns: 'sink::operator<<'
  s(1); // warns: 'sink::operator()'
  int (nap::*member)(int) = &nap::take;
  (the_nap().*member)(1); // warns: 'nap::take'
  co_await tick();
}

// --- templates, the standard library's among them

template <class T> T slow(T value) {
  sleep(1);
  return value;
}
template <class T> struct cache {
  T get() { return slow(T()); }
};
struct worker {
  std::jthread thread{[] {}};
};

task<void> templates_bad() {
  slow(1); // warns: 'slow'
  cache<int>().get(); // warns: 'cache::get'
  auto made = std::make_unique<config>("a"); // warns: 'std::make_unique'
  auto shared = std::make_shared<config>("a"); // warns: 'std::make_shared'
  std::vector<config> many;
  many.emplace_back("a"); // warns: 'std::vector::emplace_back'
  std::optional<config> maybe;
  maybe.emplace("a"); // warns: 'std::optional::emplace'
  auto one = std::make_unique<worker>(); // warns: 'std::unique_ptr::~unique_ptr'
  std::vector<std::jthread> threads; // warns: 'std::vector::~vector'
  threads.emplace_back([] { sleep(1); });
  co_await tick();
}

// --- virtual calls reach overrides

struct source {
  virtual ~source() = default;
  virtual int next() { return 0; }
  virtual int peek() = 0;
};
struct slow_source : source {
  int next() override { return static_cast<int>(sleep(1)); } // note: 'slow_source::next' calls 'sleep', which blocks
  int peek() override { return 0; }
};
struct slower_source : slow_source {
  int next() override { return 2; }
  int peek() override { return static_cast<int>(sleep(2)); }
};
struct quick_source final : source {
  int next() override { return 1; }
  int peek() override { return 1; }
};
struct other {
  virtual ~other() = default;
  virtual int next() { return static_cast<int>(sleep(1)); }
};

task<void> virtual_bad(source &s, slow_source *p) {
  s.next(); // warns: 'source::next'
  p->peek(); // warns: 'slow_source::peek'
  slow_source exact;
  exact.next(); // warns: 'slow_source::next'
  source &other_name = exact;
  other_name.next(); // warns: 'source::next'
  co_await tick();
}
task<void> virtual_ok(quick_source &q, slower_source &s, source &base) {
  q.next();
  q.peek();
  s.next();
  slow_source exact;
  exact.peek();
  slow_source().peek();
  base.source::next();
  source &other_name = exact;
  other_name.peek();
  source *pointer = &exact;
  pointer->peek();
  co_await tick();
}

struct marked_source : source {
  [[clang::annotate("corolint::blocking")]] int next() override { return 1; }
  int peek() override { return 1; }
};
// A function of one's own, whatever C has by that name.
int send(int n) { return static_cast<int>(sleep(n)); }
task<void> own_names_bad(marked_source *m) {
  send(1); // warns: 'send' blocks
  m->next(); // warns: 'marked_source::next' blocks
  co_await tick();
}

// --- recursion

int countdown(int n) { return n > 0 ? countdown(n - 1) : static_cast<int>(sleep(1)); }
void pong(int n);
void ping(int n) {
  if (n > 0)
    pong(n - 1); // note: 'ping' calls 'pong'
}
void pong(int n) {
  if (n > 0)
    ping(n - 1);
  usleep(5); // note: 'pong' calls 'usleep', which blocks
}
void quiet_ping(int n);
void quiet_pong(int n) { quiet_ping(n); }
void quiet_ping(int n) { quiet_pong(n); }

task<void> recursion_bad() {
  countdown(3); // warns: 'countdown'
  ping(3); // warns: 'ping'
  co_await tick();
}
task<void> recursion_ok() {
  quiet_ping(3);
  co_await tick();
}

// --- statics, references, pointers and objects that are called

int cached() {
  static const int value = static_cast<int>(sleep(1)); // note: 'cached' calls 'sleep', which blocks
  return value;
}
template <class F> void call_twice(F f) {
  f();
  f();
}
void call_through(const std::function<void()> &f) { f(); }
struct job {
  void operator()() const { sleep(1); }
};
void nap_once() { sleep(1); }

task<void> targets_bad() {
  cached(); // warns: 'cached'
  auto &reference = nap_once;
  reference(); // warns: 'nap_once'
  void (*pointer)() = &nap_once;
  pointer(); // warns: 'nap_once'
  auto lambda = [] { nap_once(); }; // warns: 'nap_once'
  lambda();
  void (*converted)() = +[] { nap_once(); }; // warns: 'nap_once'
  converted();
  std::function<void()> object = [] { nap_once(); }; // warns: 'nap_once'
  object();
  std::function<void()> named = nap_once;
  named(); // warns: 'nap_once'
  call_twice(nap_once); // warns: 'nap_once' blocks // note: run the call that it is handed to
  call_twice([] { nap_once(); }); // warns: 'nap_once'
  call_twice(job()); // warns: 'job::operator()'
  call_through([] { nap_once(); }); // warns: 'nap_once'
  std::invoke(nap_once); // warns: 'nap_once'
  job()(); // warns: 'job::operator()'
  co_await tick();
}

struct on_leaving {
  std::function<void()> job;
  ~on_leaving();
};
void keep(std::function<void()> f);
task<void> targets_ok(void (*unknown)(), std::function<void()> given) {
  unknown();
  given();
  keep(nap_once);
  auto never_called = [] { nap_once(); };
  void (*changed)() = &nap_once;
  changed = unknown;
  changed();
  on_leaving unseen{nap_once};
  co_await tick();
  (void)never_called;
}

// --- where the chain ends

task<void> other_coroutine_bad() {
  sleep(1); // warns: 'sleep'
  co_await tick();
}
void in_a_thread() { std::thread([] { sleep(1); }).detach(); }
int only_declared(int n);
void never() {
  if (false)
    sleep(1);
  (void)sizeof(sleep(1));
}
void with_timeout_zero() { std::this_thread::sleep_for(std::chrono::seconds(0)); }
void trace() { sleep(1); }
void log_or_exit(int severity) {
  if (severity > 5) {
    trace();
    std::exit(1);
  }
}
[[noreturn]] void die() {
  sleep(1);
  std::abort();
}
void check(bool fine) {
  if (!fine)
    die();
}
[[clang::annotate("corolint::nonblocking")]] void said_to_be_quick() { sleep(1); }
[[clang::annotate("corolint::allow_blocking")]] void may_block() { sleep(1); }
void through_mark() { said_to_be_quick(); }

task<void> ends_ok() {
  auto started = other_coroutine_bad();
  in_a_thread();
  only_declared(1);
  never();
  with_timeout_zero();
  said_to_be_quick();
  may_block();
  through_mark();
  log_or_exit(1);
  check(true);
  co_await std::move(started);
}

void serve() {
  for (;;)
    sleep(1);
}
void fail(bool late) {
  if (late) {
    sleep(1);
    throw 1;
  }
}
task<void> no_end_bad(bool b) {
  co_await tick();
  fail(b); // warns: 'fail'
  if (b)
    serve(); // warns: 'serve'
}

[[clang::annotate("corolint::blocking")]] void said_to_block() {}
void through_blocking() { said_to_block(); } // note: 'through_blocking' calls 'said_to_block', which blocks
task<void> marked_bad() {
  through_blocking(); // warns: it reaches 'said_to_block' (marked as blocking)
  co_await tick();
}

// --- a descriptor that the caller knows to be non-blocking

ssize_t read_some(int fd, char *to) { return read(fd, to, 1); }
task<ssize_t> descriptor_bad(int fd, char *to) {
  co_await tick();
  co_return read_some(fd, to); // warns: 'read_some'
}
task<ssize_t> descriptor_ok(int fd, char *to) {
  while (true) {
    ssize_t n = read_some(fd, to);
    if (n >= 0 || errno != EAGAIN)
      co_return n;
    co_await tick();
  }
}

// --- what awaiting does

struct slow_awaiter {
  bool await_ready() { return sleep(1) == 0; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
struct slow_operator {
  slow_awaiter operator co_await() && { return {}; }
};
task<void> awaiter_bad() {
  co_await slow_awaiter(); // warns: 'slow_awaiter::await_ready' // note: whoever uses it waits too: mend 'slow_awaiter::await_ready'
  co_await slow_operator(); // warns: 'slow_awaiter::await_ready'
}

// --- after a switch, and in a branch that isn't taken, helpers may block as well

struct thread_pool {
  std::suspend_always schedule();
};
task<void> switched_ok(thread_pool &pool) {
  co_await pool.schedule();
  load_text(1);
}
task<void> unreachable_ok() {
  co_await tick();
  co_return;
  load_text(1);
}

// --- objects that have nothing to wait for when they are destroyed

struct lazy_worker {
  std::jthread thread;
};
struct started_worker {
  std::jthread thread;
  void start() { thread = std::jthread([] {}); }
};
void give(worker w);
void give(std::jthread thread);
std::vector<std::jthread> start() {
  std::vector<std::jthread> threads;
  threads.emplace_back([] {});
  return threads;
}
task<void> destructors_ok() {
  lazy_worker idle;
  started_worker not_started;
  worker moved;
  give(std::move(moved));
  static auto kept = start();
  co_await tick();
}
task<void> empty_ok() {
  std::vector<std::jthread> threads;
  std::optional<std::jthread> maybe;
  std::unique_ptr<worker> owned;
  std::array<std::jthread, 2> several;
  lazy_worker pair[2];
  co_await tick();
}
task<void> destructors_bad() {
  started_worker one; // warns: 'started_worker::~started_worker'
  one.start();
  worker two; // warns: 'worker::~worker'
  lazy_worker made{std::jthread([] {})}; // warns: 'lazy_worker::~lazy_worker'
  lazy_worker given; // warns: 'lazy_worker::~lazy_worker'
  given.thread = std::jthread([] {});
  std::array<worker, 2> several; // warns: 'std::array::~array'
  co_await tick();
}

// All elements count as what happens to one.
task<void> elements_ok(std::vector<std::jthread> &all) {
  std::vector<std::jthread> looped = start();
  for (auto &thread : looped)
    thread.detach();
  std::vector<std::jthread> indexed = start();
  for (size_t i = 0; i < indexed.size(); ++i)
    indexed[i].detach();
  std::vector<std::jthread> iterated = start();
  for (auto it = iterated.begin(); it != iterated.end(); ++it)
    it->detach();
  std::vector<std::jthread> called = start();
  std::for_each(called.begin(), called.end(), [](auto &thread) { thread.detach(); });
  std::vector<std::jthread> applied = start();
  std::ranges::for_each(applied, &std::jthread::detach);
  std::vector<std::jthread> moved = start();
  for (auto &thread : moved)
    all.push_back(std::move(thread));
  auto owned = std::make_unique<std::jthread>([] {});
  owned->detach();
  std::optional<std::jthread> maybe;
  maybe.emplace([] {});
  maybe.value().detach();
  lazy_worker member{std::jthread([] {})};
  member.thread.detach();
  co_await tick();
}
task<void> elements_bad(std::vector<std::jthread> &others) {
  std::vector<std::jthread> joined = start();
  for (auto &thread : joined)
    thread.join(); // warns: 'std::jthread::join'
  std::vector<std::jthread> dropped = start();
  dropped.clear(); // warns: 'std::vector::clear'
  std::vector<std::jthread> kept = start(); // warns: 'std::vector::~vector'
  for (auto &thread : others)
    thread.detach();
  co_await tick();
}

// Work that starts when somebody asks for it.
task<void> deferred_ok() {
  auto lazy = std::async(std::launch::deferred, [] { return 1; });
  co_await tick();
}
task<void> deferred_bad() {
  auto eager = std::async(std::launch::async | std::launch::deferred, [] { return 1; }); // warns: 'std::future::~future'
  co_await tick();
}

// A guard clause: a class that joins itself does.
struct joining {
  std::thread thread;
  ~joining() {
    if (thread.joinable())
      thread.join(); // note: 'joining::~joining' calls 'std::thread::join', which blocks
  }
};
task<void> joining_bad() {
  joining one; // warns: 'joining::~joining'
  co_await tick();
}

// A stream that a helper is given is a file's, unless it is a standard one.
void write_to(std::FILE *to, const char *text) { std::fprintf(to, "%s\n", text); }
void slow_log(std::FILE *to) {
  write_to(to, "a");
  sleep(1);
}
task<void> given_streams_bad(std::FILE *file) {
  write_to(file, "a"); // warns: 'write_to'
  slow_log(stderr); // warns: it reaches 'sleep'
  write_to(stderr, "a");
  co_await tick();
}
task<void> awaited_elsewhere_bad(int fd, task<void> (*logged)(const char *, int)) {
  char data[9];
  co_await logged("open", fd);
  (void)::read(fd, data, sizeof data); // warns: 'read'
}

task<void> loops_that_end_bad(int n, std::vector<std::jthread> &given) {
  std::vector<std::jthread> workers = std::move(given); // warns: ~vector
  while (true) {
    std::vector<std::jthread> each = std::move(given); // warns: ~vector
    co_await tick();
    if (--n == 0)
      break;
  }
}
task<void> loop_that_returns_bad(int n, std::vector<std::jthread> &given) {
  std::vector<std::jthread> workers = std::move(given); // warns: ~vector
  for (;;) {
    co_await tick();
    if (--n == 0)
      co_return;
  }
}
task<int> call_of_an_awaited_bad(task<int> of) {
  co_return long_way(co_await std::move(of)); // warns: long_way // note: give what it awaits a name first
}
