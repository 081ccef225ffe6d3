// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Workers.h"
#include "Driver/WorkerMemory.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <list>
#include <poll.h>
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

struct Child {
  size_t Job;
  pid_t Process;
  int Output;
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

class Pool {
public:
  Pool(const WorkerOptions &Opts, function_ref<std::string(size_t)> Work,
       function_ref<void(size_t, JobResult)> Done)
      : Timeout(Opts.TimeoutSeconds), Work(Work), Done(Done) {}

  size_t running() const { return Children.size(); }

  void start(size_t Job) {
    int Pipe[2];
    if (::pipe(Pipe) != 0)
      return Done(Job, {"", std::string("no pipe: ") + std::strerror(errno)});
    pid_t Process = ::fork();
    if (Process == 0) {
      ::close(Pipe[0]);
      prepareChild();
      useHugePages();
      // Nothing of the parent's is torn down, and nothing that Clang built.
      ::_exit(writeAll(Pipe[1], Work(Job)) ? 0 : 1);
    }
    ::close(Pipe[1]);
    if (Process < 0) {
      ::close(Pipe[0]);
      return Done(Job,
                  {"", std::string("no process: ") + std::strerror(errno)});
    }
    Children.push_back({Job, Process, Pipe[0],
                        steady_clock::now() + std::chrono::seconds(Timeout),
                        ""});
  }

  /// Waits until something happens, and takes what the children have written.
  void wait() {
    std::vector<pollfd> Files;
    for (const Child &C : Children)
      Files.push_back({C.Output, POLLIN, 0});
    Files.push_back(InterruptListener::toPoll());
    if (::poll(Files.data(), Files.size(), millisecondsToDeadline()) < 0)
      return;
    size_t I = 0;
    for (auto It = Children.begin(); It != Children.end(); ++I) {
      auto This = It++;
      if (Files[I].revents)
        read(This);
      else if (Timeout && steady_clock::now() >= This->Deadline)
        finish(This, "timed out after " + std::to_string(Timeout) +
                         " seconds; --timeout gives it more");
    }
  }

  void stopAll() {
    for (Child &C : Children)
      end(C, /*Kill=*/true);
    Children.clear();
  }

private:
  using Iterator = std::list<Child>::iterator;

  int millisecondsToDeadline() const {
    if (!Timeout)
      return -1;
    auto First = steady_clock::time_point::max();
    for (const Child &C : Children)
      First = std::min(First, C.Deadline);
    auto Left = std::chrono::ceil<std::chrono::milliseconds>(
        First - steady_clock::now());
    return std::max<int>(Left.count(), 0);
  }

  void read(Iterator C) {
    char Buffer[1 << 16];
    ssize_t Size = ::read(C->Output, Buffer, sizeof Buffer);
    if (Size > 0)
      C->Bytes.append(Buffer, Size);
    else if (Size == 0 || errno != EINTR)
      finish(C, "");
  }

  /// The status with which \p C ends.
  static int end(Child &C, bool Kill) {
    if (Kill)
      ::kill(C.Process, SIGKILL);
    ::close(C.Output);
    int Status = 0;
    while (::waitpid(C.Process, &Status, 0) < 0 && errno == EINTR)
      ;
    return Status;
  }

  /// \p Why it is stopped; empty if it came to its end by itself.
  void finish(Iterator C, std::string Why) {
    int Status = end(*C, /*Kill=*/!Why.empty());
    if (Why.empty() && Status != 0)
      Why = "crashed while it was analysed; please report this with the "
            "preprocessed file";
    JobResult Result{Why.empty() ? std::move(C->Bytes) : "", std::move(Why)};
    size_t Job = C->Job;
    Children.erase(C);
    Done(Job, std::move(Result));
  }

  unsigned Timeout;
  function_ref<std::string(size_t)> Work;
  function_ref<void(size_t, JobResult)> Done;
  std::list<Child> Children;
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
    if (InterruptListener::isInterrupted()) {
      Workers.stopAll();
      return false;
    }
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
