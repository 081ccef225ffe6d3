// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// folly, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -o Kinds=sleep,wait,dns,file,process,ipc,lock -- -I %S/Inputs
#include <folly.hpp>
#include <unistd.h>

using folly::coro::Task;
using namespace std::chrono_literals;

Task<> tick();
Task<int> number();

Task<> futures_bad(folly::Future<int> future, folly::SemiFuture<int> semi, folly::SemiFuture<int> other,
                   folly::DrivableExecutor *executor) {
  folly::coro::blockingWait(tick()); // warns sync-wait: 'folly::coro::blockingWait'
  folly::coro::blocking_wait(tick()); // warns sync-wait: 'folly::coro::blocking_wait
  std::move(semi).get(); // warns sync-wait: 'folly::SemiFuture::get'
  std::move(other).getTry(); // warns sync-wait: 'folly::SemiFuture::getTry'
  future.wait(); // warns sync-wait: 'folly::Future::wait'
  std::move(future).getVia(executor); // warns sync-wait: 'folly::Future::getVia'
  co_await tick();
}

Task<> futures_ok(folly::Future<int> future, folly::SemiFuture<int> semi) {
  std::move(semi).get(0ms);
  future.isReady();
  future.value();
  co_await tick();
}

Task<> executors_bad(folly::EventBase &base, folly::CPUThreadPoolExecutor &pool) {
  base.loop(); // warns sync-wait: 'folly::EventBase::loop'
  base.loopOnce(); // warns sync-wait: 'folly::EventBase::loopOnce'
  base.loopForever(); // warns sync-wait: 'folly::EventBase::loopForever'
  base.runInEventBaseThreadAndWait([] {}); // warns: 'folly::EventBase::runInEventBaseThreadAndWait'
  pool.join(); // warns: join
  folly::CPUThreadPoolExecutor own(4); // warns: (wait)
  co_await tick();
}

Task<> executors_ok(folly::EventBase &base, folly::CPUThreadPoolExecutor &pool, folly::coro::AsyncScope &scope) {
  base.loopOnce(EVLOOP_NONBLOCK);
  base.loopPoll();
  base.terminateLoopSoon();
  base.runInEventBaseThread([] { sleep(1); });
  pool.add([] { sleep(1); });
  scope.add(folly::coro::co_withExecutor(&pool, tick()));
  folly::coro::co_withExecutor(&pool, tick()).start();
  co_await tick();
}

Task<> returned_from_the_pool_bad(folly::CPUThreadPoolExecutor &pool) {
  co_await folly::coro::co_withExecutor(&pool, tick());
  sleep(1); // warns: 'sleep'
}

Task<> threads_bad(folly::Baton<> &baton, folly::LifoSem &semaphore, folly::Synchronized<int> &guarded) {
  baton.wait(); // warns: 'folly::Baton::wait'
  baton.try_wait_for(3ms); // warns: 'folly::Baton::try_wait_for'
  semaphore.wait(); // warns: (wait)
  guarded.wlock(); // warns: (lock)
  co_await tick();
}

Task<> threads_ok(folly::Baton<> &baton, folly::LifoSem &semaphore, folly::Synchronized<int> &guarded,
                  folly::coro::Baton &awaited) {
  baton.try_wait();
  baton.try_wait_for(folly::HighResDuration(0));
  baton.post();
  semaphore.try_wait();
  guarded.tryWLock();
  co_await awaited;
}

Task<> processes_and_files_bad(folly::Subprocess &process, folly::File &kept, folly::SocketAddress &kept_address,
                               std::string text) {
  process.wait(); // warns: (process)
  process.communicate(); // warns: (process)
  process.waitTimeout(3ms); // warns: (process)
  folly::readFile("f", text); // warns: (file)
  folly::writeFile(text, "f"); // warns: (file)
  kept.lock(); // warns: (ipc)
  folly::File file("f"); // warns: (file)
  folly::MemoryMapping mapping("f"); // warns: (file)
  folly::SocketAddress address("h", 80, true); // warns: (dns)
  kept_address.setFromHostPort("h", 80); // warns: (dns)
  co_await tick();
}

Task<> processes_and_files_ok(folly::Subprocess &process, folly::File &kept, folly::SocketAddress &kept_address) {
  process.poll();
  process.waitTimeout(0ms);
  process.sendSignal(9);
  kept.try_lock();
  folly::File file(3);
  folly::MemoryMapping mapping(3);
  folly::SocketAddress address("1.2.3.4", 80);
  kept_address.setFromIpPort("1.2.3.4", 80);
  co_await tick();
}
