// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Qt: what waits, and its look-alikes; QCoro's own waiting.
// RUN: %lint %s blocking-call,sync-wait -o Kinds=sleep,wait,network,dns,file,filesystem,process,ipc,database,lock -- %qcoro
#include "task.hpp"
#include <QtConcurrent/QtConcurrentMap>
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QBuffer>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QFuture>
#include <QtCore/QMutex>
#include <QtCore/QProcess>
#include <QtCore/QSemaphore>
#include <QtCore/QStandardPaths>
#include <QtCore/QStorageInfo>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QWaitCondition>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusInterface>
#include <QtDBus/QDBusMessage>
#include <QtGui/QImage>
#include <QtGui/QPixmap>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtTest/QTest>
#include <qcoroprocess.h>
#include <qcorotask.h>
#include <qcorothread.h>
#include <qcorotimer.h>

task<void> tick();

task<void> qt_bad(QThread *t, QThreadPool *p, QFuture<int> fu, QSemaphore &se, QMutex &m, QWaitCondition &wc,
                  QProcess &pr, QTcpSocket &so, QTcpServer &sv, QFile &f, QSqlQuery &sq, QSqlDatabase db,
                  QDBusConnection bus, QDBusMessage msg, QDBusInterface &iface, QDir dir, QFileInfo fi,
                  QEventLoop &loop) {
  QThread::msleep(5); // warns: (sleep)
  t->wait(); // warns: (wait)
  t->wait(QDeadlineTimer(10)); // warns: (wait)
  p->waitForDone(); // warns: (wait)
  fu.result(); // warns: (wait)
  fu.waitForFinished(); // warns: (wait)
  se.acquire(); // warns: (wait)
  se.tryAcquire(1, 100); // warns: (wait)
  m.lock(); // warns: (lock)
  QMutexLocker l(&m); // warns: (lock)
  wc.wait(&m); // warns: (wait)
  pr.waitForFinished(); // warns: (process)
  QProcess::execute("ls"); // warns: (process)
  so.waitForConnected(); // warns: (network)
  so.waitForReadyRead(100); // warns: (network)
  sv.waitForNewConnection(100); // warns: (network)
  QHostInfo::fromName("h"); // warns: (dns)
  f.open(QIODevice::ReadOnly); // warns: (file)
  f.readAll(); // warns: (file)
  QFile::exists("f"); // warns: (filesystem)
  fi.exists(); // warns: (filesystem)
  dir.entryList(); // warns: (filesystem)
  sq.exec("select 1"); // warns: (database)
  sq.next(); // warns: (database)
  db.open(); // warns: (database)
  bus.call(msg); // warns: (ipc)
  iface.call("m"); // warns: (ipc)
  loop.exec(); // warns sync-wait: 'QEventLoop::exec'
  loop.processEvents(QEventLoop::WaitForMoreEvents); // warns sync-wait: 'QEventLoop::processEvents'
  QTest::qWait(10); // warns sync-wait: 'QTest::qWait'
  QStandardPaths::locate(QStandardPaths::ConfigLocation, "f"); // warns: (filesystem)
  co_await tick(); // warns lock-across-await: 'm'
}

task<void> qt_ok(QThread *t, QFuture<int> fu, QSemaphore &se, QMutex &m, QWaitCondition &wc, QProcess &pr,
                 QTcpSocket &so, QTcpServer &sv, QBuffer &buf, QIODevice *dev, QSqlQuery &sq, QDBusConnection bus,
                 QDBusMessage msg, QDBusInterface &iface, QDir dir, QFileInfo fi, QEventLoop &loop) {
  co_await tick();
  QThread::msleep(0);
  t->quit();
  fu.isFinished();
  se.tryAcquire(1);
  m.tryLock();
  m.tryLock(0);
  wc.wakeAll();
  pr.start("ls");
  pr.waitForFinished(0);
  QProcess::startDetached("ls");
  so.connectToHost("h", 80);
  so.readAll();
  sv.waitForNewConnection();
  QHostInfo::lookupHost("h", [](QHostInfo) {});
  buf.open(QIODevice::ReadOnly);
  buf.readAll();
  dev->readAll();
  fi.fileName();
  dir.filePath("x");
  sq.value(0);
  bus.call(msg, QDBus::NoBlock);
  bus.asyncCall(msg);
  iface.call(QDBus::NoBlock, "m");
  iface.asyncCall("m");
  loop.processEvents();
  QtConcurrent::run([] { QThread::sleep(1); });
  QStandardPaths::writableLocation(QStandardPaths::ConfigLocation);
}

task<void> images_bad(QString path, QImage &kept) {
  QImage image("x.png"); // warns: (file)
  kept.save(path); // warns: (file)
  kept.load(path); // warns: (file)
  QPixmap pixmap(path); // warns: (file)
  co_await tick();
}

task<void> images_ok(QImage &kept, QBuffer &memory) {
  QImage image(10, 10, QImage::Format_RGB32);
  kept.save(&memory);
  QPixmap pixmap(16, 16);
  co_await tick();
}

QCoro::Task<> work();

QCoro::Task<> qcoro_bad(QEventLoop &loop) {
  QCoro::waitFor(work()); // warns sync-wait: 'QCoro::waitFor'
  loop.exec(); // warns sync-wait: 'QEventLoop::exec'
  QCoreApplication::exec(); // warns sync-wait: 'QCoreApplication::exec'
  loop.processEvents(QEventLoop::WaitForMoreEvents); // warns sync-wait: 'QEventLoop::processEvents'
  co_await work();
}

QCoro::Task<> qcoro_ok(QProcess &process, QEventLoop &loop) {
  co_await QCoro::sleepFor(std::chrono::seconds(1));
  co_await qCoro(process).waitForFinished();
  loop.quit();
  (void)QtConcurrent::run([] { QThread::sleep(1); });
}

// Awaiting the start of something isn't awaiting its end.
QCoro::Task<> qcoro_started_bad(QProcess &process) {
  co_await qCoro(process).start("ls", {});
  process.waitForFinished(); // warns: 'QProcess::waitForFinished'
}

QCoro::Task<> qcoro_moved_to_a_thread_bad(QThread *thread) {
  co_await QCoro::moveToThread(thread);
  QThread::sleep(1); // warns: (sleep)
}

task<void> rarer_bad(QProcess &process, QSslSocket &secure, QLocalSocket &local, QTcpSocket &socket,
                     QDBusConnection bus, QCryptographicHash &hash, QFile &file, QList<int> numbers) {
  QtConcurrent::blockingMap(numbers, [](int &) {}); // warns: (wait)
  process.waitForStarted(); // warns: (process)
  secure.waitForEncrypted(); // warns: (network)
  local.waitForDisconnected(); // warns: (network)
  socket.waitForBytesWritten(); // warns: (network)
  bus.registerService("s"); // warns: (ipc)
  hash.addData(&file); // warns: (file)
  QStorageInfo storage("/"); // warns: (filesystem)
  co_await tick();
}
