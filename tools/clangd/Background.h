// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs of the command behind an editor: they keep the index of the project
// fresh.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>
#include <sys/types.h>
#include <vector>

namespace corolint {

/// What to run in a project's folder.
struct BackgroundCommand {
  std::vector<std::string> Words; ///< Empty: nothing.
  /// Takes of the machine only what nobody else could use.
  bool StepsBack = true;
};

/// One run at a time. What is wanted meanwhile is run once, after it. Not
/// thread-safe; a run ends with the thread that started it.
class BackgroundRuns {
public:
  explicit BackgroundRuns(BackgroundCommand Command)
      : Command(std::move(Command)) {}
  ~BackgroundRuns();
  BackgroundRuns(const BackgroundRuns &) = delete;

  /// \p File was opened or saved: its project is to be looked at.
  void want(llvm::StringRef File);
  /// Takes note of a run that has ended, and starts the next.
  void proceed();
  bool isIdle() const { return Running == 0 && Wanted.empty(); }

private:
  void start(const std::string &Folder);

  BackgroundCommand Command;
  std::set<std::string> Wanted; ///< Folders.
  pid_t Running = 0;
};

} // namespace corolint
