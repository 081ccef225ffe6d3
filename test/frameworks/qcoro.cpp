// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real QCoro: its tasks are eager, so that dropping one is reported only
// with StrictEager.
// REQUIRES: qcoro
// RUN: %lint %s blocking-call -- %qcoro
// RUN: %lint %s blocking-call -o unawaited.StrictEager=true --if strict -- %qcoro
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <qcorotask.h>
#include <qcorotimer.h>

QCoro::Task<void> work();
QCoro::Task<int> number();

QCoro::Task<void> sleep_bad() {
  QThread::sleep(1); // warns: QThread::sleep
  QThread::msleep(10); // warns: QThread::msleep
  co_await work();
}

QCoro::Task<void> wait_for_bad(QTcpSocket *socket, QProcess *process) {
  socket->waitForReadyRead(); // warns: waitForReadyRead
  process->waitForFinished(); // warns: waitForFinished
  co_await work();
}

QCoro::Task<QByteArray> file_bad() {
  QFile file("name");
  if (!file.open(QIODevice::ReadOnly)) // warns: open
    co_return {};
  co_return file.readAll(); // warns: readAll
}

QCoro::Task<void> dropped_bad() {
  co_await work();
  work(); // warns unawaited if strict: QCoro::Task
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
