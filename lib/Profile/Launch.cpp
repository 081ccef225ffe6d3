// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Profile/Launch.h"
#include "Profile/CheckProgram.h"
#include "Support/UserError.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace llvm;

namespace corolint::profile {
namespace {

/// A folder for recordings: in memory if there is a file system for that, so
/// that no disk makes the program wait.
class Scratch {
public:
  Error create() {
    SmallString<128> Parent("/dev/shm");
    if (access("/dev/shm", W_OK) != 0)
      sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Parent);
    SmallString<128> Made;
    sys::path::append(Parent, "corolint");
    if (std::error_code EC = sys::fs::createUniqueDirectory(Parent, Made))
      return userError(Parent + ": " + EC.message());
    Path = Made.str().str();
    return Error::success();
  }
  ~Scratch() {
    if (!Path.empty())
      sys::fs::remove_directories(Path);
  }
  std::string Path;
};

volatile sig_atomic_t Child, Interrupted;

void passOn(int Signal) {
  if (Child)
    kill(Child, Signal);
}

void interrupt(int) { Interrupted = 1; }

/// How this process takes signals while the program runs. What a terminal
/// sends goes to both: it is for the program.
class Signals {
public:
  Signals() {
    set(SIGINT, SIG_IGN);
    set(SIGQUIT, SIG_IGN);
    set(SIGTERM, passOn);
    set(SIGHUP, passOn);
  }
  ~Signals() { restore(); }

  void listenForInterrupt() { set(SIGINT, interrupt); }
  void restore() {
    for (auto &[Signal, Old] : Before)
      sigaction(Signal, &Old, nullptr);
    Before.clear();
  }

private:
  void set(int Signal, void (*Handler)(int)) {
    struct sigaction To{}, Old;
    To.sa_handler = Handler;
    sigaction(Signal, &To, &Old);
    // As nohup does it: what is ignored stays so.
    if (Old.sa_handler == SIG_IGN && Handler == passOn)
      sigaction(Signal, &Old, nullptr);
    Before.emplace_back(Signal, Old);
  }
  std::vector<std::pair<int, struct sigaction>> Before;
};

} // namespace

/// In the new process: never returns. What goes wrong is written to \p Report.
[[noreturn]] static void execute(const std::string &Path,
                                 const LaunchOptions &Opts,
                                 const std::string &Folder, int Report) {
  std::string Setting = std::to_string(Opts.Threshold) + ":" + Folder;
  setenv(recording::SettingVariable, Setting.c_str(), 1);
  if (Opts.Threads.empty())
    unsetenv(recording::ThreadsVariable);
  else
    setenv(recording::ThreadsVariable, Opts.Threads.c_str(), 1);
  std::string Preload = Opts.Recorder;
  if (const char *Others = getenv("LD_PRELOAD"); Others && *Others)
    Preload += std::string(":") + Others;
  setenv("LD_PRELOAD", Preload.c_str(), 1);
  std::vector<char *> Arguments;
  for (const std::string &A : Opts.Command)
    Arguments.push_back(const_cast<char *>(A.c_str()));
  Arguments.push_back(nullptr);
  execv(Path.c_str(), Arguments.data());
  int Why = errno;
  (void)!write(Report, &Why, sizeof Why);
  _exit(127);
}

/// Starts the command. The error says why it can't be executed.
static Expected<pid_t> start(const std::string &Path, const LaunchOptions &Opts,
                             const std::string &Folder, Signals &Handlers) {
  int Report[2];
  if (pipe2(Report, O_CLOEXEC) != 0)
    return userError(Twine("pipe: ") + strerror(errno));
  pid_t Started = fork();
  if (Started == 0) {
    Handlers.restore();
    execute(Path, Opts, Folder, Report[1]);
  }
  close(Report[1]);
  int Why = 0;
  bool Failed =
      Started < 0 || sys::RetryAfterSignal(-1, ::read, Report[0], &Why,
                                           sizeof Why) == sizeof Why;
  close(Report[0]);
  if (!Failed)
    return Started;
  if (Started > 0)
    waitpid(Started, nullptr, 0);
  else
    Why = errno;
  return userError("cannot run " + Path + ": " + strerror(Why));
}

Expected<LaunchResult> launch(const LaunchOptions &Opts, raw_ostream &Err) {
  Expected<std::string> Path = checkProgram(Opts.Command.front());
  if (!Path)
    return Path.takeError();
  if (StringRef(Opts.Recorder).find_first_of(" :") != StringRef::npos)
    return userError(Opts.Recorder +
                     ": a library with a space or colon in its path can't be "
                     "loaded into a program; install corolint elsewhere");
  Scratch Folder;
  if (Error E = Folder.create())
    return E;

  LaunchResult Result;
  auto Begin = std::chrono::steady_clock::now();
  Result.Started = std::chrono::nanoseconds(Begin.time_since_epoch()).count();
  // Whose parent has ended is ours: so we know that there are such.
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  Signals Handlers;
  Interrupted = 0;
  Expected<pid_t> Started = start(*Path, Opts, Folder.Path, Handlers);
  if (!Started)
    return Started.takeError();
  Child = *Started;
  Collector Recordings(Folder.Path);
  auto Period = std::clamp(std::chrono::nanoseconds(Opts.Threshold / 2),
                           std::chrono::nanoseconds(1'000'000),
                           std::chrono::nanoseconds(50'000'000));
  int Status = 0;
  while (waitpid(*Started, &Status, WNOHANG) == 0) {
    Recordings.poll();
    std::this_thread::sleep_for(Period);
  }
  Child = 0;
  Result.ExitStatus =
      WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
  // A server that has put itself into the background, and may not have come to
  // its loop yet.
  auto Ended = std::chrono::steady_clock::now();
  auto HasChildren = [] { return waitpid(-1, nullptr, WNOHANG) >= 0; };
  do {
    Recordings.poll();
    std::this_thread::sleep_for(Period);
  } while (!Recordings.isRunning() && HasChildren() &&
           std::chrono::steady_clock::now() - Ended < std::chrono::seconds(1));
  if (Recordings.isRunning()) {
    Err << "corolint: " << Opts.Command.front()
        << " has ended; still recording the processes that it has started, "
           "until they end or Ctrl-C\n";
    Handlers.listenForInterrupt();
    while (Recordings.isRunning() && !Interrupted) {
      Recordings.poll();
      std::this_thread::sleep_for(Period);
    }
  }
  Result.Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Begin)
          .count();
  Result.Processes = Recordings.finish();
  return Result;
}

} // namespace corolint::profile
