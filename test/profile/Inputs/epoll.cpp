// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A bare epoll loop that stalls in the way that its arguments say, one turn each.
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <future>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <semaphore>
#include <signal.h>
#include <string>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

static const char *program;

[[gnu::noinline]] void planted_sleep() { usleep(200'000); }

[[gnu::noinline]] void planted_computing() {
  auto end = std::chrono::steady_clock::now() + 500ms;
  for (volatile unsigned i = 0; std::chrono::steady_clock::now() < end;)
    i = i + 1;
}

/// Runs what waits until another thread lets it go on.
template <class Wait, class LetGo> static void wait_for_other(Wait wait, LetGo let_go) {
  std::thread other([&] {
    usleep(200'000);
    let_go();
  });
  wait();
  other.join();
}

static void planted_lock() {
  static std::mutex mutex;
  std::promise<void> locked;
  std::thread other([&] {
    std::lock_guard lock(mutex);
    locked.set_value();
    usleep(200'000);
  });
  locked.get_future().get();
  mutex.lock();
  mutex.unlock();
  other.join();
}

static void planted_future() {
  std::promise<int> promise;
  auto future = promise.get_future();
  wait_for_other([&] { future.get(); }, [&] { promise.set_value(1); });
}

static void planted_condition() {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  wait_for_other(
      [&] {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return done; });
      },
      [&] {
        std::lock_guard lock(mutex);
        done = true;
        changed.notify_one();
      });
}

static void planted_read() {
  int ends[2];
  if (pipe(ends) != 0)
    abort();
  char byte;
  wait_for_other([&] { (void)!read(ends[0], &byte, 1); }, [&] { (void)!write(ends[1], "x", 1); });
}

/// A socket that didn't block for long, and then does, or is another.
static void planted_socket(const std::string &how) {
  int ends[2], others[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) != 0)
    abort();
  char byte;
  for (int i = 0; i < 1000; ++i)
    if (recv(ends[0], &byte, 1, 0) != -1 || errno != EAGAIN)
      abort();
  int other_end = ends[1];
  if (how == "fcntl")
    fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) & ~O_NONBLOCK);
  else if (how == "ioctl") {
    int off = 0;
    ioctl(ends[0], FIONBIO, &off);
  } else if (how == "close" || how == "dup2" || how == "dup3") {
    if (how == "close")
      close(ends[0]);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, others) != 0)
      abort();
    if (how == "close" && others[0] != ends[0])
      abort();
    if (how == "dup2")
      dup2(others[0], ends[0]);
    if (how == "dup3")
      dup3(others[0], ends[0], O_CLOEXEC);
    other_end = others[1];
  }
  wait_for_other([&] { recv(ends[0], &byte, 1, 0); }, [&] { (void)!write(other_end, "x", 1); });
  close(ends[0]);
}

/// Many calls, each far below the threshold of 50 ms.
static void planted_many() {
  for (int i = 0; i < 20; ++i)
    usleep(10'000);
}

/// A poll for one answer, in a handler of the loop.
static void planted_poll() {
  pollfd one{eventfd(0, 0), POLLIN, 0};
  poll(&one, 1, 200);
  close(one.fd);
}

static void planted_plugin(const char *path) {
  void *plugin = dlopen(path, RTLD_NOW);
  if (!plugin)
    abort();
  reinterpret_cast<void (*)()>(dlsym(plugin, "plugin_work"))();
  dlclose(plugin);
}

/// A program sees its own signals, as often as they come and as it asked for them.
static volatile sig_atomic_t alarms;
static void signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { alarms = alarms + 1; };
  sigaction(SIGALRM, &action, nullptr);
  sigset_t all;
  sigfillset(&all);
  sigdelset(&all, SIGALRM);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  pthread_t self = pthread_self();
  std::thread other([=] {
    usleep(200'000);
    pthread_kill(self, SIGALRM);
  });
  timespec left{}, hour{3600, 0};
  errno = 0;
  if (nanosleep(&hour, &left) != -1 || errno != EINTR || left.tv_sec == 0 || alarms != 1)
    _exit(10);
  other.join();
  planted_computing();
  if (alarms != 1)
    _exit(11);
}

/// What interrupts a wait in a program that computes for long is never us.
static void untouched() {
  for (int i = 0; i < 300; ++i) {
    auto end = std::chrono::steady_clock::now() + 1ms;
    while (std::chrono::steady_clock::now() < end)
      ;
    timespec moment{0, 100'000};
    pollfd none{-1, 0, 0};
    if (nanosleep(&moment, nullptr) != 0 || poll(&none, 1, 1) != 0)
      _exit(12);
  }
}

static void loop(int count, char **steps);

static void step(const std::string &what) {
  if (what == "sleep")
    planted_sleep();
  else if (what == "computing")
    planted_computing();
  else if (what == "lock")
    planted_lock();
  else if (what == "future")
    planted_future();
  else if (what == "condition")
    planted_condition();
  else if (what == "read")
    planted_read();
  else if (what.starts_with("socket="))
    planted_socket(what.substr(7));
  else if (what == "many")
    planted_many();
  else if (what == "poll")
    planted_poll();
  else if (what == "signals")
    signals();
  else if (what == "untouched")
    untouched();
  else if (what == "errno") {
    errno = 77;
    usleep(200'000);
    if (errno != 77)
      _exit(13);
    if (read(-1, nullptr, 0) != -1 || errno != EBADF)
      _exit(14);
    errno = 77;
    for (int i = 0; i < 10; ++i)
      if (read(STDIN_FILENO, nullptr, 0) != 0 || errno != 77)
        _exit(16);
  } else if (what.starts_with("plugin="))
    planted_plugin(what.c_str() + 7);
  else if (what == "fork") {
    pid_t child = fork();
    if (child == 0) {
      char sleep[] = "sleep", *steps[] = {sleep};
      loop(1, steps);
      _exit(0);
    }
    waitpid(child, nullptr, 0);
  } else if (what == "fork-in-handler") {
    pid_t parent = getpid();
    signal(SIGALRM, [](int) { (void)fork(); });
    ualarm(100'000, 0);
    int nothing = epoll_create1(0);
    epoll_event event;
    for (int i = 0; i < 40; ++i)
      if (epoll_wait(nothing, &event, 1, 10) == -1)
        break;
    if (getpid() == parent)
      wait(nullptr);
    for (int i = 0; i < 2; ++i) {
      epoll_wait(nothing, &event, 1, 0);
      if (i == 0)
        planted_sleep();
    }
    if (getpid() != parent)
      _exit(0);
  } else if (what == "background") {
    if (fork() != 0)
      _exit(0);
    setsid();
    char sleep[] = "sleep", *steps[] = {sleep};
    loop(1, steps);
    _exit(0);
  } else if (what == "exec")
    execl(program, program, "sleep", nullptr);
  else if (what == "threads") {
    for (int i = 0; i < 100; ++i)
      std::thread([i] {
        pthread_setname_np(pthread_self(), "passing");
        char sleep[] = "sleep", *steps[] = {sleep};
        loop(i == 50, steps);
      }).join();
  } else if (what == "worker")
    std::thread(planted_sleep).join();
  else if (what == "kill")
    kill(getpid(), SIGKILL);
  else if (what == "kill-waiting") {
    std::thread([] {
      usleep(300'000);
      kill(getpid(), SIGKILL);
    }).detach();
    sleep(3600);
  } else if (what == "crash")
    abort();
  else if (what != "nothing")
    _exit(99);
}

static void loop(int count, char **steps) {
  int events = epoll_create1(0), wakeup = eventfd(0, EFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  epoll_ctl(events, EPOLL_CTL_ADD, wakeup, &event);
  for (int i = 0; i <= count; ++i) {
    eventfd_write(wakeup, 1);
    if (epoll_wait(events, &event, 1, -1) != 1)
      _exit(15);
    eventfd_t value;
    eventfd_read(wakeup, &value);
    if (i < count)
      step(steps[i]);
  }
  close(events);
  close(wakeup);
}

int main(int argc, char **argv) {
  program = argv[0];
  loop(argc - 1, argv + 1);
  planted_sleep(); // After the loop: nobody waits for that.
}
