// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that nobody would take for one, and say that they are (corolint/profile.hpp).
#include <condition_variable>
#include <corolint/profile.hpp>
#include <cstring>
#include <deque>
#include <functional>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

static void planted_sleep() { usleep(200'000); }

/// Waits in a condition variable.
class queue {
public:
  void post(std::function<void()> work) {
    std::lock_guard lock(mutex);
    waiting.push_back(std::move(work));
    changed.notify_one();
  }

  void run() {
    while (auto work = next())
      work();
  }

  std::function<void()> next() {
    corolint::loop_wait idle;
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return !waiting.empty(); });
    auto work = std::move(waiting.front());
    waiting.pop_front();
    return work;
  }

private:
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> waiting;
};

static void planted_condition() {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  std::thread thread([&] {
    usleep(200'000);
    std::lock_guard lock(mutex);
    done = true;
    changed.notify_one();
  });
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return done; });
  lock.unlock();
  thread.join();
}

static void post_all(queue &to) {
  usleep(300'000); // Nothing to do so long.
  to.post(planted_sleep);
  to.post([] {});
  to.post(planted_condition);
  to.post(nullptr);
}

static void poll_one(int times) {
  pollfd one{eventfd(0, EFD_NONBLOCK), POLLIN, 0};
  for (int i = 0; i < times; ++i) {
    poll(&one, 1, 150);
    if (i == 1)
      planted_sleep();
  }
  close(one.fd);
}

int main(int, char **argv) {
  if (!strcmp(argv[1], "queue")) {
    queue work;
    std::thread loop([&] { work.run(); });
    post_all(work);
    loop.join();
  } else if (!strcmp(argv[1], "main")) {
    queue work;
    std::thread other([&] { post_all(work); });
    for (;;) {
      std::function<void()> next;
      {
        corolint::loop_wait idle;
        usleep(100'000);
        next = work.next();
      }
      if (!next)
        break;
      next();
    }
    other.join();
  } else {
    std::thread([&] {
      pthread_setname_np(pthread_self(), "polling");
      if (!strcmp(argv[1], "marked"))
        corolint::mark_loop_thread();
      poll_one(4);
    }).join();
  }
}
