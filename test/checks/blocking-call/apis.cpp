// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each kind of the C and C++ libraries.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <arpa/inet.h>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <latch>
#include <mqueue.h>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore>
#include <semaphore.h>
#include <shared_mutex>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>

using namespace std::chrono_literals;

task<void> tick();

task<void> sleeps_bad(timespec pause) {
  std::this_thread::sleep_for(1s); // warns: (sleep)
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s); // warns: (sleep)
  sleep(1); // warns: (sleep)
  usleep(1); // warns: (sleep)
  nanosleep(&pause, nullptr); // warns: (sleep)
  clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, nullptr); // warns: (sleep)
  pause.tv_sec = 0;
  ::pause(); // warns: 'pause'
  co_await tick();
}

task<void> futures_bad(std::future<int> f, std::shared_future<int> s) {
  f.wait(); // warns: (wait)
  f.wait_for(1s); // warns: (wait)
  f.wait_until(std::chrono::steady_clock::now()); // warns: (wait)
  f.get(); // warns: (wait)
  s.get(); // warns: (wait)
  co_await tick();
}

task<void> threads_bad(std::thread t, std::jthread j, pthread_t p) {
  t.join(); // warns: (wait)
  j.join(); // warns: (wait)
  pthread_join(p, nullptr); // warns: (wait)
  co_await tick();
}

task<void> conditions_bad(std::condition_variable &c, std::condition_variable_any &any,
                          std::mutex &m) {
  std::unique_lock lock(m, std::defer_lock);
  c.wait(lock); // warns: (wait)
  c.wait_for(lock, 1s); // warns: (wait)
  any.wait(lock); // warns: (wait)
  lock.release();
  co_await tick();
}

task<void> synchronization_bad(std::counting_semaphore<> &s, std::binary_semaphore &b,
                               std::latch &l, std::barrier<> &r, std::atomic<int> &a,
                               sem_t *posix) {
  s.acquire(); // warns: (wait)
  b.try_acquire_for(1s); // warns: (wait)
  l.wait(); // warns: (wait)
  l.arrive_and_wait(); // warns: (wait)
  r.arrive_and_wait(); // warns: (wait)
  a.wait(0); // warns: (wait)
  sem_wait(posix); // warns: (wait)
  co_await tick();
}

task<void> file_streams_bad(std::ofstream out) {
  std::ifstream in("a"); // warns: (file)
  out << "text" << 1; // warns: (file)
  out.write("x", 1); // warns: (file)
  out.flush(); // warns: (file)
  std::string line;
  std::getline(in, line); // warns: (file)
  in.read(line.data(), 1); // warns: (file)
  in.get(); // warns: (file)
  std::istream &same = in;
  std::getline(same, line); // warns: (file)
  same.get(); // warns: 'std::ifstream::get'
  std::ostream *pointer = &out;
  pointer->flush(); // warns: 'std::ofstream::flush'
  co_await tick();
}

task<void> values_that_change_bad(int fd, char *buffer, pollfd *fds, bool wait) {
  int flags = MSG_DONTWAIT;
  if (wait)
    flags = 0;
  recv(fd, buffer, 1, flags); // warns: (network)
  int timeout = 0;
  ++timeout;
  poll(fds, 1, timeout); // warns: (network)
  int handed_out = 0;
  int &other_name = handed_out;
  other_name = 1;
  poll(fds, 1, handed_out); // warns: (network)
  timeval soon;
  soon.tv_sec = 0;
  soon.tv_usec = 1;
  select(0, nullptr, nullptr, nullptr, &soon); // warns: select
  co_await tick();
}

task<void> stdio_bad(char *text) {
  FILE *file = fopen("a", "r"); // warns: (file)
  fread(text, 1, 1, file); // warns: (file)
  fgets(text, 1, file); // warns: (file)
  fwrite(text, 1, 1, file); // warns: (file)
  fprintf(file, "x"); // warns: (file)
  fflush(file); // warns: (file)
  fclose(file);
  co_await tick();
}

task<void> console_bad(char *text) {
  std::string word;
  std::cin >> word; // warns: (console)
  std::getline(std::cin, word); // warns: (console)
  getchar(); // warns: (console)
  scanf("%s", text); // warns: (console)
  fgets(text, 1, stdin); // warns: (console)
  co_await tick();
}

task<void> descriptors_bad(char *text) {
  int fd = open("a", O_RDWR); // warns: (file)
  read(fd, text, 1); // warns: 'read'
  write(fd, text, 1); // warns: 'write'
  pread(fd, text, 1, 0); // warns: 'pread'
  fsync(fd); // warns: (file)
  co_await tick();
}

task<void> sockets_bad(sockaddr *to, socklen_t size, char *text) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  connect(s, to, size); // warns: (network)
  accept(s, nullptr, nullptr); // warns: (network)
  accept4(s, nullptr, nullptr, SOCK_NONBLOCK); // warns: (network)
  send(s, text, 1, 0); // warns: (network)
  recv(s, text, 1, 0); // warns: (network)
  recvfrom(s, text, 1, 0, nullptr, nullptr); // warns: (network)
  co_await tick();
}

task<void> polling_bad(pollfd *fds, epoll_event *events, int epoll, fd_set *set) {
  poll(fds, 1, -1); // warns: 'poll'
  epoll_wait(epoll, events, 1, 100); // warns: 'epoll_wait'
  select(1, set, nullptr, nullptr, nullptr); // warns: 'select'
  co_await tick();
}

task<void> names_bad(addrinfo *found) {
  getaddrinfo("host", "80", nullptr, &found); // warns: (dns)
  gethostbyname("host"); // warns: (dns)
  co_await tick();
}

task<void> numeric_name_ok(addrinfo *found) {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST;
  getaddrinfo("127.0.0.1", "80", &hints, &found);
  co_await tick();
}

task<void> processes_bad(pid_t child) {
  system("true"); // warns: (process)
  waitpid(child, nullptr, 0); // warns: (process)
  FILE *out = popen("true", "r"); // warns: (process)
  pclose(out); // warns: (process)
  co_await tick();
}

task<void> ipc_bad(int fd, mqd_t queue, char *text) {
  flock(fd, LOCK_EX); // warns: (ipc)
  lockf(fd, F_LOCK, 0); // warns: (ipc)
  msgrcv(1, text, 1, 0, 0); // warns: (ipc)
  mq_receive(queue, text, 1, nullptr); // warns: (ipc)
  co_await tick();
}

task<void> ipc_ok(int fd, char *text) {
  lockf(fd, F_TLOCK, 0);
  msgrcv(1, text, 1, 0, IPC_NOWAIT);
  co_await tick();
}

task<void> filesystem_bad(struct stat *info) {
  std::filesystem::exists("a"); // warns: (filesystem)
  std::filesystem::remove("a"); // warns: (filesystem)
  std::filesystem::create_directories("a/b"); // warns: (filesystem)
  std::filesystem::copy_file("a", "b"); // warns: (file)
  stat("a", info); // warns: (filesystem)
  mkdir("a", 0755); // warns: (filesystem)
  unlink("a"); // warns: (filesystem)
  opendir("a"); // warns: (filesystem)
  co_await tick();
}

task<void> directory_loop_bad() {
  for (const auto &entry : std::filesystem::directory_iterator(".")) // warns: directory_iterator
    (void)entry.path();
  co_await tick();
}
