// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the recorder (tools/recorder) leaves in a file per process while the
// process runs: plain data in memory that both share, so that nothing is lost
// when a process crashes. Everything has its place and size from the beginning:
// memory is bounded whatever the length of a run.
//
// The recorder is loaded into other people's programs, so this includes nothing
// but the standard library's headers.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <time.h>
#if defined(__x86_64__)
#include <cpuid.h>
#include <x86intrin.h>
#endif

namespace corolint::recording {

/// Nanoseconds of CLOCK_MONOTONIC.
inline uint64_t now() {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return static_cast<uint64_t>(T.tv_sec) * 1'000'000'000 + T.tv_nsec;
}

/// The processor has a counter that is read at a third of the clock's price and
/// goes as evenly.
inline bool hasEvenCounter() {
#if defined(__x86_64__)
  unsigned A, B, C, D = 0; // "Invariant TSC"
  return __get_cpuid(0x80000007, &A, &B, &C, &D) && (D & (1u << 8));
#else
  return false;
#endif
}

/// That counter; the clock, where there is none.
inline uint64_t ticks(bool EvenCounter) {
#if defined(__x86_64__)
  if (__builtin_expect(EvenCounter, 1))
    return __rdtsc();
#endif
  return now();
}

/// When a program began to be recorded: what ticks are is found out on the way.
struct TickScale {
  uint64_t Ticks, Time; ///< At the same moment.

  /// The moment \p At, which isn't long ago, given both of this one.
  uint64_t time(uint64_t At, uint64_t TicksNow, uint64_t Now) const {
    if (TicksNow <= Ticks || Now <= Time || At >= TicksNow)
      return Now;
    double PerTick = double(Now - Time) / double(TicksNow - Ticks);
    uint64_t Ago = uint64_t(double(TicksNow - At) * PerTick);
    return Ago < Now ? Now - Ago : 0;
  }
};

constexpr uint32_t Version = 3;
constexpr char Magic[8] = {'c', 'o', 'r', 'o', 'l', 'i', 'n', 't'};

constexpr unsigned MaxFrames = 62;
constexpr unsigned MaxCalls = 512;
constexpr unsigned MaxModules = 512;
constexpr unsigned MaxThreads = 64;
constexpr unsigned RingSize = 4096;
/// A wait is worth its stack from this part of the threshold on. So no more
/// than that many can end before a turn is over the threshold.
constexpr unsigned WaitsPerThreshold = 10;

/// The environment variables of the recorder: "THRESHOLD_NS:FOLDER", and a
/// pattern of the names of threads to look at.
constexpr char SettingVariable[] = "COROLINT_PROFILE";
constexpr char ThreadsVariable[] = "COROLINT_PROFILE_THREADS";

/// Addresses of code, the innermost first: each lies in the call, not behind
/// it.
struct Stack {
  uint32_t Depth = 0;
  uint32_t Truncated = 0; ///< There were more.
  uint64_t Frames[MaxFrames];
};

/// What of a process is mapped where.
struct Module {
  uint64_t Bias; ///< Address in memory less address in the file.
  uint64_t Begin, End;
  char Path[512];
};

/// What a thread is doing. Only the thread leaves Idle and Waiting; from
/// Computing whoever is first.
enum class Phase : uint32_t {
  Idle,      ///< In its loop's wait, or not known as a loop yet.
  Computing, ///< In a turn of its loop.
  Waiting,   ///< In a call of the table, in a turn.
  Asked,     ///< Computing, and the signal that samples it is on its way.
};

struct PendingWait {
  uint32_t Call;
  uint64_t Begin, Duration;
  Stack Where;
};

/// A call of the table that comes from one place, as far as that shows without
/// its stack: stacks of the same length may look alike.
struct KnownCall {
  uint64_t Place; ///< A hash; 0: none.
  uint64_t Count;
};
constexpr unsigned MaxKnownCalls = 240;

/// A thread that has waited for events. What a call touches is on one page
/// (tools/recorder/Hot.h).
struct alignas(4096) Thread {
  std::atomic<uint32_t> Tid; ///< 0: the slot is free.
  std::atomic<Phase> Doing;
  std::atomic<uint64_t> TurnBegin; ///< Ticks; 0: in no turn.
  uint64_t Turns;                  ///< Ended ones.
  uint64_t Waited;                 ///< Ticks, in this turn.
  uint64_t CallBegin;              ///< Ticks.
  uint64_t Caller;
  uint32_t Call; ///< The one that it waits in.
  uint32_t PendingWaits;
  std::atomic<uint32_t> Deaf;     ///< It doesn't take the signal.
  alignas(64) uint64_t LastAsked; ///< The launcher's.
  char Name[16];
  KnownCall Calls[MaxKnownCalls]; ///< That it has made in turns.
  PendingWait Pending[WaitsPerThreshold];
};
static_assert(offsetof(Thread, Pending) <= 4096);

enum class EntryKind : uint32_t {
  Loop = 1, ///< A thread waits for events, at this place from now on.
  Wait,     ///< A call in a turn that was long took this long.
  Sample,   ///< Where a turn that is long was computing.
  Turn,     ///< A turn that was long has ended, with a wait at this place.
  Thread,   ///< A thread has ended after so many turns.
  Call,     ///< A call in a turn, however long: for the 1st, 2nd, 4th, 8th …
            ///< time.
};

struct Entry {
  /// Its number, counted from 1, once the rest is there.
  std::atomic<uint64_t> Stamp;
  EntryKind Kind;
  uint32_t Call; ///< Of a loop or wait: which function.
  uint32_t Tid;
  uint32_t Modules; ///< How many were known.
  uint64_t Turn;    ///< The number of the thread's turn, from 0.
  uint64_t Begin;   ///< Nanoseconds of CLOCK_MONOTONIC.
  uint64_t Duration;
  uint64_t Waited; ///< Of a turn: in calls of the table.
  char ThreadName[16];
  Stack Where;
};

enum class Ending : uint32_t { None, Exit };

struct Recording {
  char Magic[8];
  uint32_t Version;
  uint32_t Pid;
  TickScale Scale;
  uint64_t Threshold; ///< Nanoseconds.
  std::atomic<uint32_t> Ready;
  std::atomic<uint32_t> Signal; ///< 0: the program has taken it.
  std::atomic<Ending> Ended;
  std::atomic<uint32_t> ModuleCount;
  std::atomic<uint32_t> ModulesLeftOut, ThreadsLeftOut, CallsLeftOut;
  std::atomic<uint64_t> Entries; ///< Ever begun.
  char PidNamespace[32];
  char Executable[512];
  char Calls[MaxCalls][32]; ///< The names of functions.
  Module Modules[MaxModules];
  std::atomic<uint32_t> ThreadSlots; ///< The first so many were ever taken.
  Thread Threads[MaxThreads];
  Entry Ring[RingSize];
};

} // namespace corolint::recording
