// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` and `corolint::sync_wait` for coroutines of QCoro, tasks
// and asynchronous generators: they resume in the event loop of the thread that
// awaited. Including it is all there is to do.

#ifndef COROLINT_ADAPTERS_QCORO_HPP
#define COROLINT_ADAPTERS_QCORO_HPP

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QMetaObject>
#include <QObject>
#include <QThread>
#include <qcoro/qcoroasyncgenerator.h>
#include <qcoro/qcorotask.h>

#include <atomic>
#include <concepts>
#include <coroutine>
#include <stdexcept>

#include <corolint/offload.hpp>
#include <corolint/sync_wait.hpp>

namespace corolint {

namespace detail {

template <class Promise>
concept qcoro_promise =
    std::derived_from<Promise, QCoro::detail::TaskPromiseBase> ||
    std::derived_from<Promise, QCoro::detail::AsyncGeneratorPromiseBase>;

inline const loop_kind qt_loops("Qt", []() noexcept {
  // A thread without dispatcher has run no loop; asking for its QThread would
  // make one.
  return QAbstractEventDispatcher::instance() != nullptr &&
         QThread::currentThread()->loopLevel() > 0;
});

} // namespace detail

/// Lives in the coroutine's thread and gets an event there. Destroying it takes
/// the event back.
template <detail::qcoro_promise Promise>
class resumption<Promise> final : public QObject {
public:
  explicit resumption(std::coroutine_handle<Promise> coroutine)
      : coroutine_(coroutine) {}

  void resume() {
    auto *called = new QEvent(QEvent::User);
    posted_.store(true, std::memory_order_release);
    QCoreApplication::postEvent(this, called);
  }

  bool event(QEvent *event) override {
    if (!posted_.load(std::memory_order_acquire) ||
        event->type() != QEvent::User)
      return QObject::event(event);
    // This destroys the object, which Qt allows.
    coroutine_.resume();
    return true;
  }

private:
  std::coroutine_handle<Promise> coroutine_;
  std::atomic<bool> posted_ = false;
};

/// Runs an event loop until the task has ended.
template <class T> struct sync_waiter<QCoro::Task<T>> {
  using result_type = T;

  template <class R>
  static void wait(QCoro::Task<T> &operand, detail::outcome<R> &result) {
    if (QCoreApplication::instance() == nullptr)
      throw std::logic_error("corolint::sync_wait of a QCoro::Task needs a "
                             "QCoreApplication, whose event loop it runs");
    QEventLoop loop;
    auto awaiting = detail::await_into<QCoro::Task<T>>(operand, result);
    awaiting.start(
        [](void *loop) noexcept {
          QMetaObject::invokeMethod(static_cast<QEventLoop *>(loop),
                                    &QEventLoop::quit, Qt::QueuedConnection);
        },
        &loop);
    loop.exec();
  }
};

} // namespace corolint

#endif
