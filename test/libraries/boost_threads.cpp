// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boost.Thread, Boost.Fiber and Boost.Interprocess, locks among them.
// RUN: %lint %s blocking-call -o Kinds=sleep,wait,file,ipc,lock
#include "task.hpp"
#define BOOST_THREAD_VERSION 4
#define BOOST_THREAD_USES_DATETIME
#define BOOST_THREAD_DONT_PROVIDE_EXECUTORS
#include <boost/thread.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/sync_queue.hpp>
#include <boost/thread/sync_bounded_queue.hpp>
#include <boost/thread/synchronized_value.hpp>
#include <boost/fiber/all.hpp>
#include <chrono>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/ipc/message_queue.hpp>
#include <boost/interprocess/managed_mapped_file.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/interprocess/sync/named_mutex.hpp>
#include <boost/interprocess/sync/named_semaphore.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>

namespace f = boost::fibers;
namespace ip = boost::interprocess;

task<void> tick();

task<void> sleeps_bad() {
  boost::this_thread::sleep_for(boost::chrono::milliseconds(5)); // warns: (sleep)
  boost::this_thread::sleep(boost::posix_time::seconds(1)); // warns: (sleep)
  boost::this_thread::sleep_until(boost::chrono::steady_clock::now()); // warns: (sleep)
  co_await tick();
}

task<void> sleeps_ok() {
  boost::this_thread::sleep_for(boost::chrono::seconds(0));
  boost::this_thread::yield();
  co_await tick();
}

task<void> threads_bad(boost::thread &t, boost::thread_group &g, boost::mutex &m, boost::condition_variable &cv) {
  t.join(); // warns: (wait)
  t.try_join_for(boost::chrono::seconds(3)); // warns: (wait)
  t.timed_join(boost::posix_time::seconds(2)); // warns: (wait)
  g.join_all(); // warns: (wait)
  boost::unique_lock<boost::mutex> l(m, boost::defer_lock);
  cv.wait(l); // warns: (wait)
  cv.wait_for(l, boost::chrono::seconds(1)); // warns: (wait)
  boost::condition_variable_any any;
  any.wait(l); // warns: (wait)
  boost::scoped_thread<> st([] {}); // warns: (wait)
  boost::strict_scoped_thread<> sst([] { boost::this_thread::sleep_for(boost::chrono::seconds(1)); }); // warns: (wait)
  co_await tick();
}

task<void> threads_ok(boost::thread &t, boost::mutex &m, boost::condition_variable &cv) {
  co_await tick();
  t.try_join_for(boost::chrono::seconds(0));
  t.detach();
  t.interrupt();
  boost::unique_lock<boost::mutex> l(m, boost::defer_lock);
  boost::unique_lock<boost::mutex> l2(m, boost::try_to_lock);
  cv.wait_for(l, boost::chrono::seconds(0));
  cv.notify_one();
  boost::thread th([] { boost::this_thread::sleep_for(boost::chrono::seconds(1)); });
}

task<void> futures_bad(boost::future<int> f, boost::shared_future<void> s, boost::barrier &b, boost::latch &la) {
  f.get(); // warns: (wait)
  f.wait(); // warns: (wait)
  f.wait_for(boost::chrono::seconds(1)); // warns: (wait)
  s.get(); // warns: (wait)
  boost::wait_for_all(f, s); // warns: (wait)
  b.wait(); // warns: (wait)
  la.wait(); // warns: (wait)
  co_await tick();
}

task<void> futures_ok(boost::future<int> f, boost::latch &la) {
  f.wait_for(boost::chrono::seconds(0));
  f.is_ready();
  la.try_wait();
  la.count_down();
  f.then([](boost::future<int> g) { return g.get(); });
  boost::async([] { boost::this_thread::sleep_for(boost::chrono::seconds(1)); });
  co_await tick();
}

task<void> locks_bad(boost::mutex &m, boost::shared_mutex &sm, boost::synchronized_value<int> &v,
                     boost::upgrade_mutex &um) {
  boost::lock_guard<boost::mutex> g(m); // warns: (lock)
  boost::unique_lock<boost::mutex> sl(m); // warns: (lock)
  m.lock(); // warns: (lock)
  sm.lock_shared(); // warns: (lock)
  sm.try_lock_for(boost::chrono::seconds(1)); // warns: (lock)
  um.lock_upgrade(); // warns: (lock)
  auto p = v.synchronize(); // warns: (lock)
  *v; // warns: (lock)
  co_await tick(); // warns lock-across-await: 'g'
}

task<void> locks_ok(boost::mutex &m, boost::shared_mutex &sm) {
  co_await tick();
  m.try_lock();
  m.unlock();
  sm.try_lock_for(boost::chrono::seconds(0));
}

task<void> queues_bad(boost::sync_queue<int> &q, boost::sync_bounded_queue<int> &b) {
  int x;
  q.pull(); // warns: (wait)
  q >> x; // warns: (wait)
  q.wait_pull(x); // warns: (wait)
  b.push_back(1); // warns: (wait)
  b.pull_front(x); // warns: (wait)
  co_await tick();
}

task<void> queues_ok(boost::sync_queue<int> &q, boost::sync_bounded_queue<int> &b) {
  int x;
  q.push(1);
  q.try_pull(x);
  b.try_push_back(1);
  q.close();
  co_await tick();
}

task<void> fiber_bad(f::fiber &fb, f::future<int> fu, f::shared_future<void> sf, f::condition_variable &cv,
                     f::mutex &m, f::barrier &b, f::buffered_channel<int> &ch, f::unbuffered_channel<int> &uch) {
  int x;
  boost::this_fiber::sleep_for(std::chrono::seconds(1)); // warns: (sleep)
  fb.join(); // warns: (wait)
  fu.get(); // warns: (wait)
  fu.wait(); // warns: (wait)
  fu.wait_for(std::chrono::seconds(2)); // warns: (wait)
  sf.get(); // warns: (wait)
  std::unique_lock<f::mutex> l(m, std::defer_lock);
  cv.wait(l); // warns: (wait)
  b.wait(); // warns: (wait)
  ch.push(1); // warns: (wait)
  ch.pop(x); // warns: (wait)
  uch.value_pop(); // warns: (wait)
  m.lock(); // warns: (lock)
  co_await tick(); // warns lock-across-await: 'm'
}

task<void> fiber_ok(f::fiber &fb, f::future<int> fu, f::condition_variable &cv, f::mutex &m,
                    f::buffered_channel<int> &ch, f::unbuffered_channel<int> &uch) {
  co_await tick();
  int x;
  boost::this_fiber::sleep_for(std::chrono::seconds(0));
  boost::this_fiber::yield();
  fb.detach();
  fu.wait_for(std::chrono::seconds(0));
  cv.notify_one();
  ch.try_push(1);
  ch.try_pop(x);
  uch.close();
  m.try_lock();
}

task<void> interprocess_bad(ip::message_queue &q, ip::file_lock &fl, ip::interprocess_semaphore &se,
                            ip::named_semaphore &ns, ip::interprocess_condition &cv, ip::interprocess_mutex &m,
                            ip::named_mutex &nm, ip::mapped_region &r) {
  char b[4];
  unsigned long n;
  unsigned p;
  auto t = std::chrono::system_clock::now();
  q.send(b, 4, 0); // warns: (ipc)
  q.receive(b, 4, n, p); // warns: (ipc)
  q.timed_receive(b, 4, n, p, t); // warns: (ipc)
  fl.lock(); // warns: (ipc)
  ip::file_lock made("f"); // warns: (file)
  ip::scoped_lock<ip::file_lock> l1(fl); // warns: (ipc)
  ip::scoped_lock<ip::interprocess_mutex> l3(m); // warns: (lock)
  ip::scoped_lock<ip::interprocess_mutex> l4(m, ip::defer_lock);
  se.wait(); // warns: (wait)
  ns.wait(); // warns: (wait)
  cv.wait(l4); // warns: (wait)
  nm.lock(); // warns: (lock)
  ip::managed_mapped_file mf(ip::open_or_create, "f", 4096); // warns: (file)
  mf.flush();
  r.flush(0, 0, false); // warns: (file)
  ip::file_mapping fm("f", ip::read_only); // warns: (file)
  co_await tick(); // warns lock-across-await: 'l3'
}

task<void> interprocess_ok(ip::message_queue &q, ip::file_lock &fl, ip::interprocess_semaphore &se,
                           ip::interprocess_condition &cv, ip::named_mutex &nm, ip::mapped_region &r) {
  co_await tick();
  char b[4];
  unsigned long n;
  unsigned p;
  q.try_send(b, 4, 0);
  q.try_receive(b, 4, n, p);
  fl.try_lock();
  fl.unlock();
  ip::scoped_lock<ip::file_lock> l2(fl, ip::try_to_lock);
  se.try_wait();
  se.post();
  cv.notify_one();
  nm.try_lock();
  ip::managed_mapped_file none;
  r.flush();
  r.flush(0, 0, true);
}
