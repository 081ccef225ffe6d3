// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// QCoro gives QFuture something to be awaited with in a header of its own.
// REQUIRES: qcoro
// RUN: %lint %s sync-wait -- %qcoro
#include <QFuture>
#include <QCoroFuture>
#include <memory>
#include <qcorotask.h>

QCoro::Task<int> result_bad(QFuture<int> f) {
  co_return f.result(); // warns: QFuture::result // suggested: co_return co_await f;
}
QCoro::Task<void> wait_bad(QFuture<int> f, std::unique_ptr<QFuture<int>> other) {
  f.waitForFinished(); // warns: QFuture::waitForFinished // suggested: co_await f;
  other->waitForFinished(); // warns: QFuture::waitForFinished // note: await it instead
  co_return;
}
int outside_ok(QFuture<int> f) { return f.result(); }

QCoro::Task<int> waited_for_ok(QFuture<int> f) {
  co_await qCoro(f).waitForFinished();
  co_return f.isCanceled() ? 0 : f.result();
}
QCoro::Task<int> another_waited_for_bad(QFuture<int> f, QFuture<int> other) {
  co_await qCoro(other).waitForFinished();
  co_return f.result(); // warns: QFuture::result // suggested: co_return co_await f;
}
