// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What doesn't run in a coroutine, or doesn't block.
// RUN: %lint %s blocking-call
#include "generator.hpp"
#include "ranks.hpp"
#include "task.hpp"
#include <chrono>
#include <condition_variable>
#include <cstdarg>
#include <corolint/offload.hpp>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <mutex>
#include <poll.h>
#include <sstream>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <variant>
#include <vector>

using namespace std::chrono_literals;

task<void> tick();
void unknown(std::function<void()> callback);

void no_coroutine_ok() { sleep(1); }

generator<int> synchronous_generator_ok() {
  sleep(1);
  co_yield 1;
}

task<void> unevaluated_ok() {
  using result = decltype(sleep(1));
  static_assert(sizeof(sleep(1)) == sizeof(result));
  static_assert(!noexcept(std::this_thread::sleep_for(1s)));
  static_assert(requires { sleep(1); });
  co_await tick();
}

template <bool Pause> task<void> branch_not_taken_ok() {
  if constexpr (Pause)
    sleep(1);
  co_await tick();
}

template task<void> branch_not_taken_ok<false>();

task<void> unreachable_ok() {
  if (false)
    sleep(1);
  co_return;
  sleep(1);
}

task<void> offload_ok() {
  co_await corolint::offload([] { sleep(1); });
}

task<void> thread_ok() {
  std::thread worker([] { sleep(1); });
  worker.detach();
  std::jthread joined([] { sleep(1); });
  joined.detach();
  co_await tick();
}

std::future<void> kept;

task<void> async_ok() {
  kept = std::async(std::launch::async, [] { sleep(1); });
  co_await tick();
}

task<void> stored_lambda_ok() {
  auto never = [] { sleep(1); };
  (void)never;
  std::function<void()> later = [] { sleep(1); };
  unknown(later);
  unknown([] { sleep(1); });
  co_await tick();
}

auto returned_lambda_ok() {
  return [] { sleep(1); };
}

[[clang::annotate("corolint::allow_blocking")]] task<void> allowed_ok() {
  sleep(1);
  co_await tick();
}

task<void> zero_sleep_ok() {
  sleep(0);
  std::this_thread::sleep_for(0s);
  std::this_thread::sleep_for(std::chrono::milliseconds(0));
  std::this_thread::sleep_for(std::chrono::milliseconds::zero());
  co_await tick();
}

task<int> zero_timeout_ok(pollfd *fds, epoll_event *events, int epoll,
                          std::future<int> result) {
  poll(fds, 1, 0);
  epoll_wait(epoll, events, 1, 0);
  timeval now = {};
  fd_set set;
  select(1, &set, nullptr, nullptr, &now);
  timeval set_later;
  set_later.tv_sec = 0;
  set_later.tv_usec = 0;
  select(1, &set, nullptr, nullptr, &set_later);
  int timeout = 0;
  poll(fds, 1, timeout);
  auto none = 0s;
  if (result.wait_for(none) == std::future_status::ready)
    co_return result.get();
  co_return 0;
}

task<void> flags_ok(int fd, char *buffer) {
  recv(fd, buffer, 1, MSG_DONTWAIT);
  recv(fd, buffer, 1, MSG_PEEK | MSG_DONTWAIT);
  waitpid(-1, nullptr, WNOHANG);
  flock(fd, LOCK_EX | LOCK_NB);
  int never_changed = MSG_DONTWAIT;
  recv(fd, buffer, 1, never_changed);
  co_await tick();
}

task<void> nonblocking_descriptor_ok(const sockaddr *to, socklen_t size) {
  int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  connect(s, to, size);
  char byte;
  recv(s, &byte, 1, 0);
  int f = open("fifo", O_RDONLY | O_NONBLOCK);
  read(f, &byte, 1);
  close(f);
  co_await tick();
}
task<void> owned_nonblocking_descriptor_ok(char *to) {
  class unique_fd {
  public:
    explicit unique_fd(int fd) : fd(fd) {}
    int get() const { return fd; }
    operator int() const { return fd; }

  private:
    int fd;
  };
  unique_fd a(open("fifo", O_RDONLY | O_NONBLOCK));
  read(a.get(), to, 1);
  auto b = unique_fd(open("fifo", O_RDONLY | O_NONBLOCK));
  read(b, to, 1);
  co_await tick();
}
task<void> flags_by_and_by_ok(int s, char *to) {
  int flags = fcntl(s, F_GETFL, 0);
  flags |= O_NONBLOCK;
  fcntl(s, F_SETFL, flags);
  recv(s, to, 1, 0);
  int how = MSG_NOSIGNAL;
  how |= MSG_DONTWAIT;
  recv(fileno(stdin), to, 1, how);
  int type = SOCK_STREAM;
  type = type | SOCK_NONBLOCK;
  int t = socket(AF_INET, type, 0);
  recv(t, to, 1, 0);
  co_await tick();
}
// A lambda's descriptor may be the function's around it.
void captured_descriptor_ok(char *bytes) {
  int f = open("fifo", O_RDONLY | O_NONBLOCK);
  auto reader = [f, bytes]() -> task<void> {
    read(f, bytes, 1);
    co_await tick();
  };
  auto by_reference = [&]() -> task<void> {
    auto some = [&] { return read(f, bytes, 1); };
    some();
    co_await tick();
  };
}

// A member's is known by all functions of its class.
class connection {
public:
  explicit connection(const char *path) : file(open(path, O_RDONLY | O_NONBLOCK)) {}
  void attach(int s);
  task<void> member_opened_nonblocking_ok(char *to) {
    read(file, to, 1);
    recv(socket, to, 1, 0);
    co_await tick();
  }

private:
  int file;
  int socket = -1;
};
void connection::attach(int s) {
  socket = s;
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
}

// Somebody is woken: the counter would have to be full.
class waker {
public:
  void wake() {
    unsigned long one = 1;
    write(event, &one, sizeof one);
  }

private:
  int event = eventfd(0, 0);
};
task<void> event_signalled_ok(waker &other) {
  other.wake();
  co_await tick();
}

void make_non_blocking(int fd);
task<void> made_nonblocking_by_a_helper_ok(int s, char *to) {
  make_non_blocking(s);
  recv(s, to, 1, 0);
  co_await tick();
}

// What a loop reads again it tests in its next round.
task<void> read_again_ok(int fd, char *buffer) {
  ssize_t n = read(fd, buffer, 1);
  while (n < 0 && errno == EAGAIN) {
    co_await tick();
    n = read(fd, buffer, 1);
  }
}

// What a function that answers it tests for, this one does.
bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }
struct socket_error {
  int number;
  bool is_transient() const { return number == EINTR || number == EAGAIN; }
};
task<void> failure_asked_for_ok(int fd, char *buffer) {
  while (read(fd, buffer, 1) < 0 && would_block(errno))
    co_await tick();
}
task<void> failure_asked_of_an_object_ok(int fd, char *buffer) {
  while (read(fd, buffer, 1) < 0)
    if (socket_error error{errno}; error.is_transient())
      co_await tick();
}

task<void> failure_tested_ok(int fd, char *buffer) {
  while (read(fd, buffer, 1) < 0 &&
         (errno == EAGAIN || errno == EWOULDBLOCK))
    co_await tick();
}

task<void> try_ok(std::mutex &mutex) {
  std::unique_lock deferred(mutex, std::defer_lock);
  if (mutex.try_lock())
    mutex.unlock();
  co_await tick();
}

task<void> plain_lock_ok(std::mutex &mutex) {
  { std::lock_guard lock(mutex); }
  co_await tick();
}

task<void> memory_and_output_ok(std::istream &unknown_kind) {
  std::stringstream memory("1 2");
  int n;
  memory >> n;
  unknown_kind >> n;
  std::cout << n << std::endl;
  std::cerr << n;
  puts("x");
  fprintf(stderr, "x");
  fprintf(getpid() ? stderr : stdout, "x");
  FILE *log = stderr;
  fputs("x", log);
  co_await tick();
}

task<void> closing_ok(int fd, std::FILE *file) {
  close(fd);
  fclose(file);
  co_await tick();
}

task<void> stream_destructor_ok(std::ofstream out) { co_await tick(); }

task<void> finished_before_ok() {
  std::jthread worker;
  worker = std::jthread([] {});
  worker.detach();
  auto result = std::async(std::launch::async, [] {});
  kept = std::move(result);
  co_await tick();
}

namespace mine {
void sleep(int);
struct sleeper {
  void sleep(int);
};
} // namespace mine

task<void> same_name_ok(mine::sleeper s) {
  mine::sleep(1);
  s.sleep(1);
  co_await tick();
}

// Clang declares va_list itself: its members are nowhere in the source.
void variadic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_end(arguments);
}

task<void> calls_variadic_ok() {
  variadic("%d", 1);
  co_await tick();
}

template <class... F> struct overloaded : F... {
  using F::operator()...;
};
template <class... F> overloaded(F...) -> overloaded<F...>;
template <class Visitor> void visit_later(Visitor v);
task<void> visitors_ok(std::variant<int, std::string> of) {
  visit_later(overloaded{[](int) { sleep(1); }, [](const std::string &) {}});
  co_await std::visit(overloaded{[](int) -> task<void> { co_await tick(); },
                                 [](const std::string &) -> task<void> { co_await tick(); }},
                      of);
}

// A hand-made event loop's descriptors don't block.
struct epoll_awaiter {
  int loop, fd;
  unsigned events;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task<void> readable(int fd);
task<void> ready_descriptors_ok(int loop, int fd, int other) {
  char data[9];
  co_await epoll_awaiter{loop, fd, EPOLLIN};
  if (::recv(fd, data, sizeof data, 0) > 0)
    ::send(fd, data, 1, 0);
  co_await readable(other);
  (void)::read(other, data, sizeof data);
}

// Standard error doesn't become a file on its way through helpers.
void write_line(FILE *to, const char *text) { std::fprintf(to, "%s\n", text); }
void log_line(FILE *to, const char *text) { write_line(to, text); }
void log_error(const char *text) { log_line(stderr, text); }
task<void> standard_error_in_helpers_ok() {
  log_error("a");
  write_line(stdout, "b");
  co_await tick();
}

// What a loop without an end goes before is never destroyed but by an exception.
task<void> served_for_ever_ok(std::vector<std::jthread> &given) {
  std::vector<std::jthread> workers = std::move(given);
  while (true)
    co_await tick();
}

// What a forked process does before it ends is none of the loop's business.
task<int> forked_ok(const char *command) {
  pid_t child = fork();
  if (child == 0) {
    int code = system(command);
    fsync(1);
    _exit(code);
  }
  co_await tick();
  co_return child;
}

// An awaiter's descriptor that its await_suspend has an event loop wait for.
struct reactor {
  void add(int fd, std::coroutine_handle<> h);
};
struct receiving {
  reactor &loop;
  int fd;
  char *to;
  ssize_t got = -1;
  bool await_ready() {
    got = recv(fd, to, 1, 0);
    return got >= 0 || errno != EAGAIN;
  }
  void await_suspend(std::coroutine_handle<> h) { loop.add(fd, h); }
  ssize_t await_resume() { return got >= 0 ? got : recv(fd, to, 1, 0); }
};
struct watched_socket {
  reactor &loop;
  int fd;
  struct ready_to_read {
    watched_socket &of;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> h) { of.loop.add(of.fd, h); }
    void await_resume() {}
  };
  ready_to_read wait() { return {*this}; }
  task<ssize_t> receive_ok(char *to) {
    co_await wait();
    co_return recv(fd, to, 1, 0);
  }
};
task<ssize_t> watched_ok(reactor &loop, int fd, char *to) {
  co_return co_await receiving{loop, fd, to};
}

// Standard output, whichever it is.
task<void> chosen_ok(bool error) {
  FILE *to = error ? stderr : stdout;
  std::fputs("x", to);
  co_return;
}

// What poll says without waiting.
task<long> polled_ok(int fd, int other, int third) {
  pollfd request{.fd = fd, .events = POLLIN};
  pollfd requests[1];
  requests[0].fd = other;
  pollfd later;
  later.fd = third;
  char buffer[64];
  long sum = 0;
  while (poll(&request, 1, 0) > 0)
    sum += recv(fd, buffer, sizeof buffer, 0);
  if (poll(requests, 1, 0) == 1)
    sum += read(other, buffer, sizeof buffer);
  if (poll(&later, 1, 0) == 1)
    sum += read(third, buffer, sizeof buffer);
  co_return sum;
}
