// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where event loops stalled, as plain data: what `corolint profile` writes and
// `--profile` reads (docs/profile.md).
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <string>
#include <vector>

namespace corolint::profile {

/// A function on a stack, be it inlined.
struct Frame {
  std::string Function; ///< Qualified, without parameters; may be empty.
  std::string File;     ///< Absolute; empty without debug information.
  uint64_t Line = 0, Column = 0;
  std::string Module; ///< The file of the program or library.
  bool Inlined = false;
  bool Coroutine = false; ///< The body of a coroutine.

  auto operator<=>(const Frame &) const = default;
};

struct Process {
  uint64_t Pid = 0;
  std::string Executable;
  std::string Ended; ///< "exited", "killed", "executed another program" or
                     ///< "running".
};

/// A thread that waits for events.
struct LoopThread {
  uint64_t Process = 0; ///< An index.
  uint64_t Tid = 0;
  std::string Name;
  std::string WaitsIn; ///< "epoll_wait".
  uint64_t Turns = 0;
};

/// A part of a stall: a call that waited, or computing at some place.
struct Cause {
  std::string Call; ///< "nanosleep"; empty: it computed.
  std::string Kind; ///< As in the model; "cpu" when it computed.
  uint64_t Duration = 0;
  uint64_t Stack = 0; ///< An index.
};

/// A turn that was longer than the threshold. Times are nanoseconds.
struct Stall {
  uint64_t Thread = 0; ///< An index.
  uint64_t At = 0;     ///< Since the run began.
  uint64_t Duration = 0;
  uint64_t Waited = 0;     ///< In calls that block.
  bool Unfinished = false; ///< The process ended in it.
  std::vector<Cause> Causes;
};

/// A place where a loop has called what may block, however long that took.
struct Call {
  std::string Function; ///< "nanosleep".
  uint64_t Stack = 0;   ///< An index.
};

struct Profile {
  std::vector<std::string> Command;
  uint64_t Threshold = 0;
  double Seconds = 0;
  std::vector<Process> Processes;
  std::vector<LoopThread> Threads;
  std::vector<Frame> Frames;
  std::vector<std::vector<uint64_t>> Stacks; ///< Of frames, innermost first.
  std::vector<Stall> Stalls;                 ///< By time.
  std::vector<Call> Calls;                   ///< Those that were seen.
  uint64_t Dropped = 0;           ///< Entries for which there was no room.
  std::vector<std::string> Notes; ///< What isn't known, and why.
};

void writeProfile(const Profile &P, llvm::StringRef ToolVersion,
                  llvm::raw_ostream &OS);

/// Reads what writeProfile() wrote; \p File is for messages.
llvm::Expected<Profile> readProfile(llvm::StringRef Text, llvm::StringRef File);

} // namespace corolint::profile
