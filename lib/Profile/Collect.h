// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// recordings of running processes => what they hold, while it is written.
//
// The collector also has stacks sampled. That needs somebody who sees that a
// turn is long while the thread is busy; here it costs the program nothing, and
// no timer of the program's own can interrupt its waits: a thread is asked only
// while it computes, and doesn't begin to wait before it has answered.
#pragma once

#include "Profile/Recording.h"
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace corolint::profile {

struct RawModule {
  uint64_t Bias, Begin, End;
  std::string Path;
};

struct RawEntry {
  recording::EntryKind Kind;
  uint32_t Call, Tid, Modules;
  uint64_t Turn, Begin, Duration, Waited;
  unsigned Stack; ///< Of RawProcess::Stacks.
};

/// A call that a thread has made in a turn.
struct RawCall {
  uint32_t Call, Modules;
  unsigned Stack; ///< Of RawProcess::Stacks.

  auto operator<=>(const RawCall &) const = default;
};

struct RawThread {
  std::string Name;
  uint64_t Turns = 0;
};

/// What one program in one process did: a process that calls exec has several.
struct RawProcess {
  uint32_t Pid = 0;
  std::string Executable;
  std::string Ended;
  std::vector<std::string> Calls;
  std::vector<RawModule> Modules;
  std::vector<std::vector<uint64_t>> Stacks;
  std::vector<RawEntry> Entries;
  std::set<RawCall> Called;
  std::map<uint32_t, RawThread> Threads;
  /// The turns in which the process ended.
  std::vector<RawEntry> Unfinished;
  uint64_t Dropped = 0;
  bool Deaf = false; ///< Computing could not be sampled.
  bool ModulesLeftOut = false, ThreadsLeftOut = false, CallsLeftOut = false;
};

class Collector {
public:
  /// Of the recordings that appear in \p Folder.
  explicit Collector(std::string Folder);
  ~Collector();

  /// Takes over what is new, and has those threads sampled that have computed
  /// for longer than the threshold.
  void poll();

  /// A process that has a recording is running.
  bool isRunning() const;

  /// Takes over the rest, of running processes too.
  std::vector<RawProcess> finish();

private:
  struct Source;
  void findNew();
  void drain(Source &S);
  void askForSamples(Source &S);
  void end(Source &S, const char *How);

  std::string Folder;
  std::string PidNamespace;
  std::map<std::string, std::unique_ptr<Source>> Sources;
  unsigned Polls = 0;
};

} // namespace corolint::profile
