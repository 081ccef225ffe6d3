// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locals that others may reach while a call runs on another thread: its fix is
// only suggested, once a reference to them has got away.
// REQUIRES: asio
// RUN: %lint %s blocking-call -- %asio
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Log {
  std::string text;
  void append(const std::string &line) { text += line; }
  void flush() { std::ofstream("log") << text; }
};
struct Registry {
  std::vector<Log *> logs;
  void add(Log *log);
  bool fill(Log *log);
};

asio::awaitable<void> write_to(Log &log);
asio::awaitable<void> take(std::string text);

asio::awaitable<void> nothing_bad() {
  Log log;
  log.flush(); // warns: Log::flush // fixed: co_await corolint::offload([&] { return log.flush(); });
  co_return;
}

asio::awaitable<void> spawned_coroutine_bad() {
  Log log;
  auto executor = co_await asio::this_coro::executor;
  log.flush(); // warns: Log::flush // fixed: co_await corolint::offload([&] { return log.flush(); });
  asio::co_spawn(executor, write_to(log), asio::detached);
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
}

asio::awaitable<void> spawned_lambda_bad() {
  Log log;
  auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, [&]() -> asio::awaitable<void> { log.append("x"); co_return; }, asio::detached);
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
}

asio::awaitable<void> called_lambda_bad() {
  Log log;
  auto executor = co_await asio::this_coro::executor;
  auto child = [&log]() -> asio::awaitable<void> { log.append("x"); co_return; };
  asio::co_spawn(executor, child(), asio::detached);
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
}

asio::awaitable<void> posted_bad(asio::io_context &context) {
  Log log;
  auto work = [&log] { log.append("x"); };
  asio::post(context, work);
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
  co_return;
}

asio::awaitable<void> in_a_loop_bad(asio::io_context &context) {
  Log log;
  for (int i = 0; i < 3; ++i) {
    log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
    asio::post(context, [&log] { log.append("x"); });
  }
  co_return;
}

asio::awaitable<void> threads_bad() {
  Log first, second, third;
  int count = 0;
  std::thread a([&] { first.append("x"); });
  std::thread b(&Log::append, &second, "x");
  std::thread c([](Log &log) { log.append("x"); }, std::ref(third));
  std::thread d([](int) {}, count);
  first.flush(); // warns: Log::flush // note: other coroutines may reach 'first' // suggested: co_await corolint::offload([&] { return first.flush(); });
  second.flush(); // warns: Log::flush // note: other coroutines may reach 'second' // suggested: co_await corolint::offload([&] { return second.flush(); });
  third.flush(); // warns: Log::flush // note: other coroutines may reach 'third' // suggested: co_await corolint::offload([&] { return third.flush(); });
  std::this_thread::sleep_for(std::chrono::seconds(count)); // warns: sleep_for // fixed: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(count)).async_wait(asio::use_awaitable);
  a.join(); // warns: join // fixed: co_await corolint::offload([&] { return a.join(); });
  b.join(); // warns: join // fixed: co_await corolint::offload([&] { return b.join(); });
  c.join(); // warns: join // fixed: co_await corolint::offload([&] { return c.join(); });
  d.join(); // warns: join // fixed: co_await corolint::offload([&] { return d.join(); });
  co_return;
}

asio::awaitable<void> registered_bad(Registry &registry, std::vector<Log *> &logs, std::function<void()> &callback, Log *&out) {
  Log log, pushed, filled, called, pointed;
  registry.add(&log);
  logs.push_back(&pushed);
  registry.fill(&filled);
  callback = [&called] { called.append("x"); };
  out = &pointed;
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
  pushed.flush(); // warns: Log::flush // note: other coroutines may reach 'pushed' // suggested: co_await corolint::offload([&] { return pushed.flush(); });
  filled.flush(); // warns: Log::flush // fixed: co_await corolint::offload([&] { return filled.flush(); });
  called.flush(); // warns: Log::flush // note: other coroutines may reach 'called' // suggested: co_await corolint::offload([&] { return called.flush(); });
  pointed.flush(); // warns: Log::flush // note: other coroutines may reach 'pointed' // suggested: co_await corolint::offload([&] { return pointed.flush(); });
  co_return;
}

asio::awaitable<void> not_away_bad() {
  Log log;
  std::vector<int> values{2, 1};
  std::string text;
  auto append = [&](const char *line) { log.append(line); };
  append("x");
  std::sort(values.begin(), values.end(), [&](int a, int b) { log.append("x"); return a < b; });
  co_await write_to(log);
  std::vector<Log *> all{&log};
  all.push_back(&log);
  auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, take(text), asio::detached);
  co_await asio::co_spawn(executor, write_to(log), asio::use_awaitable);
  log.flush(); // warns: Log::flush // fixed: co_await corolint::offload([&] { return log.flush(); });
}

// Made for several threads.
asio::awaitable<void> shared_by_design_bad() {
  std::promise<int> promise;
  std::mutex mutex;
  std::condition_variable ready;
  bool done = false;
  std::thread t([&] { promise.set_value(1); ready.notify_all(); });
  promise.get_future().wait(); // warns: wait // fixed: co_await corolint::offload([&] { return promise.get_future().wait(); });
  t.join(); // warns: join // fixed: co_await corolint::offload([&] { return t.join(); });
  co_return;
}

// An operation that is under way has what it was given.
void show(const std::string &text) { std::ofstream("log") << text; }
asio::awaitable<void> pending_bad(asio::ip::tcp::socket &socket) {
  std::string text(9, 'x'), other(9, 'x');
  socket.async_read_some(asio::buffer(text), asio::detached);
  co_await socket.async_read_some(asio::buffer(other), asio::use_awaitable);
  show(text); // warns: show // note: other coroutines may reach 'text' // suggested: co_await corolint::offload([&] { return show(text); });
  show(other); // warns: show // fixed: co_await corolint::offload([&] { return show(other); });
}

asio::awaitable<void> bound_bad(std::function<void()> &callback) {
  Log log;
  callback = std::bind(&Log::append, &log, "x");
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
  co_return;
}

// A copy of what refers to an object reaches that.
struct by_reference {
  Log &log;
  void flush() { log.flush(); }
};
struct by_shared_pointer {
  std::shared_ptr<Log> log;
  void flush() { log->flush(); }
};
asio::awaitable<void> members_bad(by_reference first, by_shared_pointer second) {
  first.flush(); // warns: flush // note: other coroutines may reach 'first' // suggested: co_await corolint::offload([&] { return first.flush(); });
  second.flush(); // warns: flush // note: other coroutines may reach 'second' // suggested: co_await corolint::offload([&] { return second.flush(); });
  co_return;
}

// Functions whose bodies are in sight keep what they get.
std::vector<Log *> all_logs;
Log *current_log;
void keep(Log &log) { all_logs.push_back(&log); }
void keep_deeper(Log *log) { keep(*log); }
void make_current(Log *log) { current_log = log; }
void look_at(Log &log) { log.append("x"); }
Log *address_of(Log &log) { return &log; }
struct Registering : Log {
  Registering() { all_logs.push_back(this); }
};
struct Pointing {
  Log *log;
  explicit Pointing(Log &log) : log(&log) {}
};
std::vector<std::function<void()>> jobs;
void run_later(std::function<void()> job) { jobs.push_back(std::move(job)); }

asio::awaitable<void> kept_bad() {
  Log log, other, third;
  Registering own;
  keep_deeper(&log);
  make_current(&other);
  std::function<void()> job = [&] { third.append("x"); };
  run_later(std::move(job));
  log.flush(); // warns: Log::flush // note: other coroutines may reach 'log' // suggested: co_await corolint::offload([&] { return log.flush(); });
  other.flush(); // warns: Log::flush // note: other coroutines may reach 'other' // suggested: co_await corolint::offload([&] { return other.flush(); });
  third.flush(); // warns: Log::flush // note: other coroutines may reach 'third' // suggested: co_await corolint::offload([&] { return third.flush(); });
  own.flush(); // warns: Log::flush // note: other coroutines may reach 'own' // suggested: co_await corolint::offload([&] { return own.flush(); });
  co_return;
}

asio::awaitable<void> looked_at_bad() {
  Log log;
  look_at(log);
  address_of(log);
  Pointing pointing(log);
  std::vector<Log *> mine;
  mine.push_back(&log);
  log.flush(); // warns: Log::flush // fixed: co_await corolint::offload([&] { return log.flush(); });
  co_return;
}
