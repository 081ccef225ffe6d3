// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -fPIC -fno-access-control -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/qcoro6/QCoro
// flags: -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore -I/usr/include/x86_64-linux-gnu/qt6/QtDBus -I/usr/include/x86_64-linux-gnu/qt6/QtGui -I/usr/include/x86_64-linux-gnu/qt6/QtNetwork
// flags: -I/usr/include/aarch64-linux-gnu/qt6 -I/usr/include/aarch64-linux-gnu/qt6/QtCore -I/usr/include/aarch64-linux-gnu/qt6/QtDBus -I/usr/include/aarch64-linux-gnu/qt6/QtGui -I/usr/include/aarch64-linux-gnu/qt6/QtNetwork
// class: QFuture = QFuture<int>
// class: QFutureWatcher = QFutureWatcher<int>
// class: QFutureSynchronizer = QFutureSynchronizer<int>
// class: QMutexLocker = QMutexLocker<QMutex>
// class: QCoro::Task = QCoro::Task<int>
// class: QCoro::AsyncGenerator = QCoro::AsyncGenerator<int>
// absent: QCoro::LazyTask (QCoro 0.11)
// absent: QCoro::moveToThread (QCoro 0.11)
// absent: QSerialPort::waitForReadyRead (another module: QtSerialPort)
// absent: QSerialPort::waitForBytesWritten (another module: QtSerialPort)
// absent: QCanBusDevice::waitForFramesReceived (another module: QtSerialBus)
// absent: QCanBusDevice::waitForFramesWritten (another module: QtSerialBus)
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QtCore>
#include <QtDBus/QtDBus>
#include <QtNetwork/QtNetwork>
#include <QtSql/QtSql>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QDialog>
#include <qcoro.h>
#include <qcorogenerator.h>
#include <chrono>
