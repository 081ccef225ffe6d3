// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real QCoro: its tasks are eager, so that dropping one is reported only
// with StrictEager.
// REQUIRES: qcoro
// RUN: %lint %s blocking-call -- %qcoro
// RUN: %lint %s blocking-call -o unawaited.StrictEager=true --if strict -- %qcoro
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <memory>
#include <qcorotask.h>
#include <qcorotimer.h>
#include <thread>
#include <unistd.h>

QCoro::Task<void> work();
QCoro::Task<int> number();

QCoro::Task<void> sleep_bad() {
  QThread::sleep(1); // warns: QThread::sleep // fixed: co_await QCoro::sleepFor(std::chrono::seconds(1));
  QThread::msleep(10); // warns: QThread::msleep // fixed: co_await QCoro::sleepFor(std::chrono::milliseconds(10));
  co_await work();
}

// It counts milliseconds, cuts off what is finer, and never ends below zero.
QCoro::Task<void> fine_sleep_bad(unsigned us, std::chrono::microseconds fine, std::chrono::minutes coarse, std::chrono::duration<double> real, std::chrono::steady_clock::time_point then) {
  usleep(1500); // warns: usleep // fixed: co_await QCoro::sleepFor(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::microseconds(1500)));
  usleep(2000); // warns: usleep // fixed: co_await QCoro::sleepFor(std::chrono::microseconds(2000));
  QThread::usleep(us); // warns: usleep // fixed: co_await QCoro::sleepFor(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::microseconds(us)));
  std::this_thread::sleep_for(std::chrono::seconds(2)); // warns: sleep_for // fixed: co_await QCoro::sleepFor(std::chrono::seconds(2));
  std::this_thread::sleep_for(std::chrono::minutes{us}); // warns: sleep_for // fixed: co_await QCoro::sleepFor(std::chrono::minutes{us});
  std::this_thread::sleep_for(fine); // warns: sleep_for // fixed: co_await QCoro::sleepFor(std::max<std::chrono::milliseconds>(std::chrono::ceil<std::chrono::milliseconds>(fine), {}));
  std::this_thread::sleep_for(coarse); // warns: sleep_for // fixed: co_await QCoro::sleepFor(std::max<std::chrono::milliseconds>(coarse, {}));
  std::this_thread::sleep_for(real); // warns: sleep_for // fixed: co_await QCoro::sleepFor(std::max<std::chrono::milliseconds>(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration_cast<std::chrono::nanoseconds>(real)), {}));
  std::this_thread::sleep_until(then); // warns: sleep_until // fixed: co_await QCoro::sleepFor(std::max<std::chrono::milliseconds>(std::chrono::ceil<std::chrono::milliseconds>(then - std::chrono::steady_clock::now()), {}));
  co_await work();
}

class Compiler : public QProcess {
public:
  QCoro::Task<bool> run_bad() {
    start();
    waitForStarted(); // warns: waitForStarted // suggested: co_await qCoro(this).waitForStarted();
    co_return waitForFinished(-1); // warns: waitForFinished // suggested: co_return co_await qCoro(this).waitForFinished(-1);
  }
};

QCoro::Task<int> wait_for_bad(QTcpSocket *socket, std::unique_ptr<QLocalSocket> local, int timeout) {
  socket->waitForReadyRead(); // warns: waitForReadyRead // note: use 'co_await qCoro(device).read(size)' of QCoro
  if (!socket->waitForConnected(timeout)) // warns: waitForConnected // suggested: if (!co_await qCoro(socket).waitForConnected(timeout))
    co_return 1;
  while (!local->waitForConnected(100)) // warns: waitForConnected // suggested: while (!co_await qCoro(*local).waitForConnected(100))
    local->abort();
  socket->waitForDisconnected(); // warns: waitForDisconnected // suggested: co_await qCoro(socket).waitForDisconnected();
  QProcess process;
  process.start("true");
  if (process.waitForStarted() && process.waitForFinished(2 * timeout)) // warns: waitForStarted // warns: waitForFinished // fixed: if (co_await qCoro(process).waitForStarted() && co_await qCoro(process).waitForFinished(2 * timeout))
    co_await work();
  QProcess().waitForFinished(); // warns: waitForFinished // note: it must stay on its thread
  const bool &finished = process.waitForFinished(); // warns: waitForFinished // note: it must stay on its thread
  process.QProcess::waitForFinished(); // warns: waitForFinished // note: it must stay on its thread
  co_return finished;
}

QCoro::Task<QByteArray> file_bad() {
  QFile file("name");
  if (!file.open(QIODevice::ReadOnly)) // warns: open // fixed: if (!co_await corolint::offload([&] { return file.open(QIODevice::ReadOnly); }))
    co_return {};
  co_return file.readAll(); // warns: readAll // fixed: co_return co_await corolint::offload([&] { return file.readAll(); });
}

QCoro::Task<void> dropped_bad() {
  co_await work();
  work(); // warns unawaited if strict: QCoro::Task // fixed if strict: co_await work();
}

QCoro::Task<int> awaited_ok(QTimer &timer) {
  co_await timer;
  co_await work();
  co_return co_await number();
}

// What then() returns is a task too.
void continued_bad() {
  number().then([](int) {}); // warns unawaited if strict: QCoro::Task
}
