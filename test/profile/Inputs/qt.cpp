// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Qt's loop, and one within it that goes on dispatching: the timer stalls it, waiting in it doesn't.
#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>
#include <unistd.h>

static void on_timer() { usleep(200'000); }

int main(int argc, char **argv) {
  QCoreApplication app(argc, argv);
  QTimer::singleShot(1, on_timer);
  QTimer::singleShot(2, [] {
    QEventLoop inner;
    QTimer::singleShot(300, &inner, &QEventLoop::quit);
    inner.exec();
    QTimer::singleShot(1, qApp, &QCoreApplication::quit);
  });
  return app.exec();
}
