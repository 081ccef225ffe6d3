// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads in QCoro's coroutines, on the one_time_event loops of Qt.

#include <corolint/adapters/qcoro.hpp>

#include "check.hpp"
#include "results.hpp"

#include <QCoreApplication>
#include <QEventLoop>
#include <QMetaObject>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <qcoro/qcoroasyncgenerator.h>
#include <qcoro/qcorotask.h>

#include <coroutine>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#if defined(__SANITIZE_THREAD__)
#define SANITIZED_THREADS 1
#elif defined(__has_feature)
#define SANITIZED_THREADS __has_feature(thread_sanitizer)
#endif

#if SANITIZED_THREADS
/// Qt's library isn't built for it, so it doesn't see how Qt guards its memory.
extern "C" const char *__tsan_default_suppressions() {
  return "called_from_lib:libQt6Core.so\n";
}
#endif

namespace {

using corolint::offload;
using corolint::sync_wait;

QCoro::Task<> stay_on(QThread *thread, int rounds, int &unguarded) {
  for (int i = 0; i < rounds; ++i) {
    co_await offload([&] { CHECK(QThread::currentThread() != thread); });
    CHECK(QThread::currentThread() == thread);
    ++unguarded;
  }
}

QCoro::Task<> stay_on_all_at_once(QThread *thread, int &unguarded) {
  std::vector<QCoro::Task<>> tasks;
  for (int i = 0; i < 1000; ++i)
    tasks.push_back(stay_on(thread, 5, unguarded));
  for (auto &task : tasks)
    co_await task;
}

void resumes_in_the_main_loop() {
  int unguarded = 0;
  sync_wait(stay_on_all_at_once(QThread::currentThread(), unguarded));
  CHECK(unguarded == 5000);
}

/// The object lives in another thread, whose loop its coroutines stay in.
class worker : public QObject {
public:
  QCoro::Task<> work(int &unguarded, ::one_time_event &done) {
    co_await stay_on(thread(), 100, unguarded);
    CHECK(QThread::currentThread() == thread());
    done.set();
    thread()->quit();
  }
};

void resumes_in_the_objects_thread() {
  QThread thread;
  worker object;
  object.moveToThread(&thread);
  int unguarded = 0;
  one_time_event done;
  QObject::connect(&thread, &QThread::started, &object,
                   [&] { object.work(unguarded, done); });
  thread.start();
  done.wait();
  thread.wait();
  CHECK(unguarded == 100);
}

/// A loop that stands inside another one serves the coroutine as well.
void resumes_in_a_nested_loop() {
  QEventLoop outer;
  bool done = false;
  QTimer::singleShot(0, [&] {
    QEventLoop inner;
    [](QEventLoop &inner, bool &done) -> QCoro::Task<> {
      co_await offload([] {});
      done = true;
      inner.quit();
    }(inner, done);
    inner.exec();
    outer.quit();
  });
  outer.exec();
  CHECK(done);
}

QCoro::AsyncGenerator<int> count_to(int end) {
  for (int i = 0; i < end; ++i)
    co_yield co_await offload([=] { return i; });
}

QCoro::Task<int> sum_to(int end) {
  int sum = 0;
  QCORO_FOREACH(int i, count_to(end)) { sum += i; }
  co_return sum;
}

void works_in_generators() { CHECK(sync_wait(sum_to(10)) == 45); }

/// The generator is destroyed, and with it its frame, when the call has ended
/// but the event that says so has not been handled.
void a_destroyed_coroutine_is_not_resumed() {
  one_time_event called;
  std::optional<QCoro::AsyncGenerator<int>> generator =
      [](one_time_event &called) -> QCoro::AsyncGenerator<int> {
    co_await offload([&] { called.set(); });
    CHECK(false);
    co_yield 0;
  }(called);
  auto first = generator->begin();
  first.await_suspend(std::noop_coroutine()).resume();
  called.wait();
  corolint::default_blocking_pool().drain();
  generator.reset();
  QCoreApplication::processEvents();
}

QCoro::Task<int> add(int a, int b) {
  co_return co_await offload([=] { return a + b; });
}

QCoro::Task<std::unique_ptr<int>> make() { co_return std::make_unique<int>(7); }

QCoro::Task<> fail() {
  co_await offload([] {});
  throw std::out_of_range("in the task");
}

void waits_for_results() {
  CHECK(sync_wait(add(1, 2)) == 3);
  CHECK(*sync_wait(make()) == 7);
  bool caught = false;
  try {
    sync_wait(fail());
  } catch (const std::out_of_range &) {
    caught = true;
  }
  CHECK(caught);
}

void refuses_to_wait_on_a_loop() {
  QEventLoop loop;
  std::string why;
  QTimer::singleShot(0, [&] {
    try {
      sync_wait(add(1, 2));
    } catch (const std::logic_error &error) {
      why = error.what();
    }
    loop.quit();
  });
  loop.exec();
  CHECK(why.find("runs an event loop (Qt)") != std::string::npos);
}

/// Calls run on when the application has gone; their coroutines don't.
void shutdown_with_calls_in_flight(one_time_event &proceed) {
  for (int i = 0; i < 100; ++i)
    [](one_time_event &proceed) -> QCoro::Task<> {
      co_await offload([&] { proceed.wait(); });
      CHECK(false);
    }(proceed);
  QCoreApplication::processEvents();
}

} // namespace

int main(int argc, char **argv) {
  bool refused = false;
  try {
    sync_wait(make());
  } catch (const std::logic_error &) {
    refused = true;
  }
  CHECK(refused);

  static one_time_event &proceed = *new one_time_event;
  {
    QCoreApplication application(argc, argv);
    sync_wait(check_results<QCoro::Task<>>());
    resumes_in_the_main_loop();
    resumes_in_the_objects_thread();
    resumes_in_a_nested_loop();
    works_in_generators();
    a_destroyed_coroutine_is_not_resumed();
    waits_for_results();
    refuses_to_wait_on_a_loop();
    shutdown_with_calls_in_flight(proceed);
  }
  proceed.set();
}
