// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Workers.h"
#include "Support/HugePages.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <list>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace llvm;
using std::chrono::steady_clock;

namespace corolint {
namespace {

/// Notes an interrupt instead of dying of it. It is noted in a pipe, so that
/// one that comes just before poll() ends that as well. Without a pipe, Ctrl-C
/// does what it always does. There is one listener at a time.
class InterruptListener {
public:
  InterruptListener() {
    if (::pipe(Pipe) != 0)
      return;
    for (int End : Pipe)
      ::fcntl(End, F_SETFL, O_NONBLOCK);
    struct sigaction Action = {};
    Action.sa_handler = [](int) {
      int Before = errno;
      // A full pipe says the same.
      [[maybe_unused]] ssize_t Written = ::write(Pipe[1], "", 1);
      errno = Before;
    };
    sigaction(SIGINT, &Action, &BeforeInterrupt);
    sigaction(SIGTERM, &Action, &BeforeTermination);
  }
  ~InterruptListener() {
    if (Pipe[0] < 0)
      return;
    sigaction(SIGINT, &BeforeInterrupt, nullptr);
    sigaction(SIGTERM, &BeforeTermination, nullptr);
    for (int &End : Pipe)
      ::close(std::exchange(End, -1));
  }

  /// Can be read from once there was an interrupt.
  static pollfd toPoll() { return {Pipe[0], POLLIN, 0}; }

  static bool isInterrupted() {
    pollfd File = toPoll();
    return ::poll(&File, 1, 0) > 0;
  }

private:
  static inline int Pipe[2] = {-1, -1};
  struct sigaction BeforeInterrupt, BeforeTermination;
};

struct Worker {
  pid_t Process;
  /// Takes numbers of jobs, gives results.
  int Socket;
  /// None while it waits for one.
  std::optional<size_t> Job;
  steady_clock::time_point Deadline;
  std::string Bytes;
};

/// Says nothing when it crashes: its parent does. Ctrl-C reaches it too, but
/// whether that was a crash isn't for it to say: the parent stops it.
void prepareChild() {
  for (int Signal :
       {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGTERM, SIGQUIT})
    std::signal(Signal, SIG_DFL);
  std::signal(SIGINT, SIG_IGN);
  sys::Process::PreventCoreFiles();
#ifdef __linux__
  // Nobody waits for what the child of a killed run does.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

bool writeAll(int File, StringRef Bytes) {
  while (!Bytes.empty()) {
    ssize_t Written = ::write(File, Bytes.data(), Bytes.size());
    if (Written < 0 && errno != EINTR)
      return false;
    Bytes = Bytes.drop_front(std::max<ssize_t>(Written, 0));
  }
  return true;
}

/// A result is its size, then its bytes.
using ResultSize = uint64_t;

/// What a worker does until it is stopped or left alone.
[[noreturn]] void serve(int Socket, function_ref<std::string(size_t)> Work) {
  prepareChild();
  useHugePages();
  size_t Job;
  while (::recv(Socket, &Job, sizeof Job, MSG_WAITALL) == sizeof Job) {
    std::string Bytes = Work(Job);
    ResultSize Size = Bytes.size();
    if (!writeAll(Socket, {reinterpret_cast<char *>(&Size), sizeof Size}) ||
        !writeAll(Socket, Bytes))
      break;
  }
  // Nothing of the parent's is torn down.
  ::_exit(0);
}

class Pool {
public:
  Pool(const WorkerOptions &Opts, function_ref<std::string(size_t)> Work,
       function_ref<void(size_t, JobResult)> Done)
      : Timeout(Opts.TimeoutSeconds), Work(Work), Done(Done) {}
  ~Pool() {
    while (!Workers.empty())
      stop(Workers.begin());
  }

  size_t running() const {
    return count_if(Workers, [](const Worker &W) { return W.Job.has_value(); });
  }

  /// Gives \p Job to a worker that waits for one, or else to a new one. Where
  /// the system has no room for that, fewer have to do: the first that is done.
  void start(size_t Job) {
    if (!idle() && !hire())
      while (!Workers.empty() && !idle())
        wait();
    Worker *W = idle();
    if (!W)
      return Done(
          Job, {"", std::string("no process for it: ") + std::strerror(errno)});
    W->Job = Job;
    W->Deadline = steady_clock::now() + std::chrono::seconds(Timeout);
    // One that has ended meanwhile is found out by wait().
    ::send(W->Socket, &Job, sizeof Job, MSG_NOSIGNAL);
  }

  /// Waits until something happens, and takes what the workers have written.
  void wait() {
    std::vector<pollfd> Files;
    for (const Worker &W : Workers)
      Files.push_back({W.Socket, POLLIN, 0});
    Files.push_back(InterruptListener::toPoll());
    if (::poll(Files.data(), Files.size(), millisecondsToDeadline()) < 0)
      return;
    size_t I = 0;
    for (auto It = Workers.begin(); It != Workers.end(); ++I) {
      auto W = It++;
      if (Files[I].revents)
        read(W);
      else if (Timeout && W->Job && steady_clock::now() >= W->Deadline)
        fail(W, "timed out after " + std::to_string(Timeout) +
                    " seconds; --timeout gives it more");
    }
  }

private:
  using Iterator = std::list<Worker>::iterator;

  /// A worker that waits for a job, or null.
  Worker *idle() {
    auto W = find_if(Workers, [](const Worker &W) { return !W.Job; });
    return W != Workers.end() ? &*W : nullptr;
  }

  bool hire() {
    int Sockets[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, Sockets) != 0)
      return false;
    pid_t Process = ::fork();
    if (Process == 0) {
      ::close(Sockets[0]);
      // Or it wouldn't see that this process has ended.
      for (const Worker &Other : Workers)
        ::close(Other.Socket);
      serve(Sockets[1], Work);
    }
    ::close(Sockets[1]);
    if (Process < 0) {
      ::close(Sockets[0]);
      return false;
    }
    Workers.push_back({Process, Sockets[0], std::nullopt, {}, ""});
    return true;
  }

  int millisecondsToDeadline() const {
    if (!Timeout)
      return -1;
    auto First = steady_clock::time_point::max();
    for (const Worker &W : Workers)
      if (W.Job)
        First = std::min(First, W.Deadline);
    auto Left = std::chrono::ceil<std::chrono::milliseconds>(
        First - steady_clock::now());
    return std::max<int>(Left.count(), 0);
  }

  void read(Iterator W) {
    char Buffer[1 << 16];
    ssize_t Size = ::read(W->Socket, Buffer, sizeof Buffer);
    if (Size < 0 && errno == EINTR)
      return;
    if (Size <= 0)
      return fail(W, "crashed while it was analysed; please report this with "
                     "the preprocessed file");
    W->Bytes.append(Buffer, Size);
    ResultSize Expected;
    if (W->Bytes.size() < sizeof Expected)
      return;
    std::memcpy(&Expected, W->Bytes.data(), sizeof Expected);
    if (W->Bytes.size() < sizeof Expected + Expected)
      return;
    std::string Bytes = std::exchange(W->Bytes, "").substr(sizeof Expected);
    Done(*std::exchange(W->Job, std::nullopt), {std::move(Bytes), ""});
  }

  /// \p Why the job of \p W has no result; the worker goes with it.
  void fail(Iterator W, std::string Why) {
    std::optional<size_t> Job = W->Job;
    stop(W);
    if (Job)
      Done(*Job, {"", std::move(Why)});
  }

  void stop(Iterator W) {
    ::kill(W->Process, SIGKILL);
    ::close(W->Socket);
    while (::waitpid(W->Process, nullptr, 0) < 0 && errno == EINTR)
      ;
    Workers.erase(W);
  }

  unsigned Timeout;
  function_ref<std::string(size_t)> Work;
  function_ref<void(size_t, JobResult)> Done;
  std::list<Worker> Workers;
};

} // namespace

bool runJobs(size_t Count, const WorkerOptions &Opts,
             function_ref<std::string(size_t)> Work,
             function_ref<void(size_t)> Start,
             function_ref<void(size_t, JobResult)> Done) {
  InterruptListener Listener;
  size_t AtOnce = hardware_concurrency(Opts.Jobs).compute_thread_count();
  Pool Workers(Opts, Work, Done);
  for (size_t Next = 0; Next < Count || Workers.running();) {
    if (InterruptListener::isInterrupted())
      return false;
    if (Next < Count && Workers.running() < AtOnce) {
      Start(Next);
      Workers.start(Next++);
    } else {
      Workers.wait();
    }
  }
  return true;
}

} // namespace corolint
