// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Background.h"
#include "Summary/ProjectIndex.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

using namespace llvm;

namespace corolint {

/// Where to run the command for \p File: in the nearest folder at or above it
/// with a compile database or an index. A project without an index may lie in
/// one that has one.
static std::string folderOfRun(StringRef File) {
  std::string Root = summary::projectRoot(File);
  for (StringRef Folder = sys::path::parent_path(File);
       !Folder.empty() && Folder != Root;
       Folder = sys::path::parent_path(Folder))
    if (sys::fs::exists(Folder + "/compile_commands.json") ||
        sys::fs::exists(Folder + "/build/compile_commands.json"))
      return Folder.str();
  return Root.empty() ? sys::path::parent_path(File).str() : Root;
}

void BackgroundRuns::want(StringRef File) { Wanted.insert(folderOfRun(File)); }

void BackgroundRuns::proceed() {
  if (Running && ::waitpid(Running, nullptr, WNOHANG) == 0)
    return;
  Running = 0;
  while (!Running && !Wanted.empty()) {
    // The last run may have made a project of several folders.
    std::string Wish = std::move(Wanted.extract(Wanted.begin()).value());
    std::string Folder = folderOfRun(Wish + "/any.cpp");
    Wanted.erase(Folder);
    start(Folder);
  }
}

/// The child's share of what its run takes care of: it ends with this program,
/// and perhaps steps back. Only what may be called between fork and exec.
static void prepareChild(bool StepsBack) {
#ifdef __linux__
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (StepsBack) {
    sched_param Param = {};
    ::sched_setscheduler(0, SCHED_IDLE, &Param);
    constexpr int OfThisProcess = 1, IdleClass = 3 << 13;
    ::syscall(SYS_ioprio_set, OfThisProcess, 0, IdleClass);
  }
#endif
  if (StepsBack)
    ::setpriority(PRIO_PROCESS, 0, 19);
}

void BackgroundRuns::start(const std::string &Folder) {
  std::vector<char *> Args;
  for (std::string &Arg : Command.Words)
    Args.push_back(Arg.data());
  Args.push_back(nullptr);
  int Nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  pid_t Child = Nothing < 0 ? -1 : ::fork();
  if (Child == 0) {
    prepareChild(Command.StepsBack);
    // Standard input and output are the editor's.
    ::dup2(Nothing, STDIN_FILENO);
    ::dup2(Nothing, STDOUT_FILENO);
    ::dup2(Nothing, STDERR_FILENO);
    if (::chdir(Folder.c_str()) == 0)
      ::execv(Args[0], Args.data());
    ::_exit(1);
  }
  if (Nothing >= 0)
    ::close(Nothing);
  Running = std::max(Child, 0);
}

BackgroundRuns::~BackgroundRuns() {
  if (!Running)
    return;
  ::kill(Running, SIGTERM);
  while (::waitpid(Running, nullptr, 0) < 0 && errno == EINTR)
    ;
}

} // namespace corolint
