// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks of libraries that are held over a suspension point, and their
// look-alikes.
// RUN: %lint %s lock-across-await -- -I /usr/include/glib-2.0 %qcoro \
// RUN:   -I /usr/lib/x86_64-linux-gnu/glib-2.0/include -I /usr/lib/aarch64-linux-gnu/glib-2.0/include
#include "task.hpp"
#include <Poco/Mutex.h>
#include <Poco/RWLock.h>
#include <QtCore/QMutex>
#include <QtCore/QReadWriteLock>
#include <QtCore/QSemaphore>
#include <absl/synchronization/mutex.h>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/null_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <boost/interprocess/sync/sharable_lock.hpp>
#include <boost/thread.hpp>
#include <boost/thread/synchronized_value.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_factories.hpp>
#include <glib.h>
#include <optional>
#undef emit // TBB has members of that name
#include <tbb/null_mutex.h>
#include <tbb/queuing_mutex.h>
#include <tbb/spin_mutex.h>
#include <tbb/spin_rw_mutex.h>

task<void> tick();
namespace ip = boost::interprocess;

task<void> boost_bad(boost::mutex &m, boost::shared_mutex &s, boost::timed_mutex &t) {
  {
    boost::lock_guard<boost::mutex> lock(m);
    co_await tick(); // warns: 'lock'
  }
  {
    boost::mutex::scoped_lock lock(m);
    co_await tick(); // warns: 'lock'
  }
  {
    boost::unique_lock<boost::timed_mutex> lock(t, boost::try_to_lock);
    if (lock)
      co_await tick(); // warns: 'lock'
  }
  {
    auto lock = boost::make_unique_lock(m);
    co_await tick(); // warns: 'lock'
  }
  {
    boost::upgrade_lock<boost::shared_mutex> lock(s);
    boost::upgrade_to_unique_lock<boost::shared_mutex> write(lock);
    co_await tick(); // warns: 'lock'
  }
  s.lock_shared();
  co_await tick(); // warns: 's'
  s.unlock_shared();
}
task<void> boost_ok(boost::mutex &m) {
  boost::unique_lock<boost::mutex> lock(m, boost::defer_lock);
  co_await tick();
  lock.lock();
  lock.unlock();
  co_await tick();
  if (boost::unique_lock<boost::mutex> tried(m, boost::try_to_lock); !tried)
    co_await tick();
  {
    boost::unique_lock<boost::mutex> tried(m, boost::try_to_lock);
    if (!tried.owns_lock())
      co_await tick();
  }
}

task<void> interprocess_bad(ip::interprocess_mutex &m) {
  ip::scoped_lock<ip::interprocess_mutex> lock(m);
  co_await tick(); // warns: 'lock'
}
task<void> interprocess_ok(ip::interprocess_mutex &m, ip::file_lock &f, ip::null_mutex &n) {
  ip::scoped_lock<ip::interprocess_mutex> lock(m, ip::try_to_lock);
  if (!lock)
    co_await tick();
  lock.unlock();
  ip::scoped_lock<ip::file_lock> file(f, ip::accept_ownership);
  ip::scoped_lock<ip::null_mutex> none(n);
  co_await tick();
}

task<void> abseil_bad(absl::Mutex &m) {
  {
    absl::MutexLock lock(&m);
    co_await tick(); // warns: 'lock'
  }
  {
    absl::ReaderMutexLock lock(&m);
    co_await tick(); // warns: 'lock'
  }
  {
    absl::ReleasableMutexLock lock(&m);
    co_await tick(); // warns: 'lock'
  }
  m.Lock();
  co_await tick(); // warns: 'm'
  m.Unlock();
  if (m.TryLock())
    co_await tick(); // warns: 'm'
}
task<void> abseil_ok(absl::Mutex &m) {
  absl::ReleasableMutexLock lock(&m);
  lock.Release();
  co_await tick();
  if (!m.TryLock())
    co_await tick();
  else
    m.Unlock();
  absl::MutexLockMaybe none(nullptr);
  co_await tick();
}

task<void> qt_bad(QMutex &m, QReadWriteLock &rw, QRecursiveMutex &r) {
  {
    QMutexLocker lock(&m);
    co_await tick(); // warns: 'lock'
  }
  {
    QMutexLocker<QRecursiveMutex> lock(&r);
    co_await tick(); // warns: 'lock'
  }
  {
    QReadLocker lock(&rw);
    co_await tick(); // warns: 'lock'
    lock.unlock();
    lock.relock();
    co_await tick(); // warns: 'lock'
  }
  rw.lockForWrite();
  co_await tick(); // warns: 'rw'
  rw.unlock();
  if (m.tryLock(10))
    co_await tick(); // warns: 'm'
}
task<void> qt_ok(QMutex &m, QReadWriteLock &rw, QSemaphore &s) {
  QMutexLocker lock(&m);
  lock.unlock();
  QMutexLocker<QMutex> none(nullptr);
  QSemaphoreReleaser releaser(s);
  co_await tick();
  if (!m.tryLock())
    co_await tick();
  else
    m.unlock();
  {
    QWriteLocker write(&rw);
  }
  co_await tick();
}

task<void> poco_bad(Poco::Mutex &m, Poco::FastMutex &f, Poco::RWLock &rw) {
  {
    Poco::Mutex::ScopedLock lock(m);
    co_await tick(); // warns: 'lock'
  }
  {
    Poco::ScopedLockWithUnlock<Poco::FastMutex> lock(f);
    co_await tick(); // warns: 'lock'
    lock.unlock();
    co_await tick();
  }
  {
    Poco::ScopedReadRWLock lock(rw);
    co_await tick(); // warns: 'lock'
  }
  rw.writeLock();
  co_await tick(); // warns: 'rw'
  rw.unlock();
}
task<void> poco_ok(Poco::NullMutex &n) {
  Poco::ScopedLock<Poco::NullMutex> lock(n);
  co_await tick();
}

task<void> tbb_bad(tbb::spin_mutex &m, tbb::queuing_mutex &q, tbb::spin_rw_mutex &rw) {
  {
    tbb::spin_mutex::scoped_lock lock(m);
    co_await tick(); // warns: 'lock'
  }
  {
    tbb::queuing_mutex::scoped_lock lock;
    lock.acquire(q);
    co_await tick(); // warns: 'lock'
    lock.release();
    co_await tick();
    if (lock.try_acquire(q))
      co_await tick(); // warns: 'lock'
  }
  tbb::spin_rw_mutex::scoped_lock lock(rw, /*write=*/false);
  co_await tick(); // warns: 'lock'
}
task<void> tbb_ok(tbb::spin_mutex &m, tbb::null_mutex &n) {
  tbb::spin_mutex::scoped_lock lock;
  co_await tick();
  if (!lock.try_acquire(m))
    co_await tick();
  else
    lock.release();
  tbb::null_mutex::scoped_lock none(n);
  co_await tick();
}

task<void> glib_bad(GMutex *m, GRWLock *rw) {
  {
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(m);
    co_await tick(); // warns: 'locker'
  }
  g_rw_lock_reader_lock(rw);
  co_await tick(); // warns: 'rw'
  g_rw_lock_reader_unlock(rw);
  if (g_mutex_trylock(m))
    co_await tick(); // warns: 'm'
}
task<void> glib_ok(GMutex *m) {
  {
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(m);
  }
  co_await tick();
  GMutexLocker *locker = g_mutex_locker_new(m);
  g_mutex_locker_free(locker);
  co_await tick();
  if (!g_mutex_trylock(m))
    co_await tick();
}
