// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// calls as they come => turns of the loop, and what took long in them.
//
// A turn is what a thread does between two waits of its event loop. A thread is
// known as a loop by its first such wait. All of this happens on the thread it
// is about; nothing is allocated.
#pragma once

#include "Hot.h"
#include <cerrno>

namespace corolint::recorder {

enum class CallId : uint32_t {
#define CALL(Name) Name,
#define ALIAS(Name, Of)
#include "Calls.def"
};

/// How sure a wait makes us that it is a loop's.
enum class LoopRank : uint32_t {
  None,  ///< It is none: a call that waits for one thing.
  Poll,  ///< poll, select: of a loop, or of a library that wants one answer.
  Queue, ///< epoll, io_uring: made for loops.
  Said   ///< The program says that it is a loop's.
};

/// Where a function of the table is called.
struct CallSite {
  uintptr_t Frame;   ///< The stack at the call; outer ones are higher.
  uintptr_t Address; ///< Where it returns to.
};

/// That of the function it stands in.
#define CALL_SITE                                                              \
  CallSite {                                                                   \
    reinterpret_cast<uintptr_t>(__builtin_frame_address(0)),                   \
        reinterpret_cast<uintptr_t>(__builtin_return_address(0))               \
  }

struct KeepErrno {
  const int Error = errno;
  ~KeepErrno() { errno = Error; }
};

/// What a thread knows of itself, on one cache line.
struct alignas(64) Local {
  recording::Thread *Slot; ///< Null: it is no loop.
  /// The frame of the call of the table that this thread is in; 0: in none.
  /// Those that it makes in turn (a name service's reads) are part of it.
  uintptr_t InCall;
  CallSite Loop;
  LoopRank Rank;
  uint32_t Strange; ///< Waits elsewhere since the loop's own.
  int MainThread;   ///< 1, -1, or 0: not asked yet.
  bool Marked;      ///< The program says that it is a loop.
};
extern thread_local Local Here;

/// The same, on the way of every call: only if Hot.Wanted.
inline Local &here() {
  return *reinterpret_cast<Local *>(
      static_cast<char *>(__builtin_thread_pointer()) + Hot.LocalOffset);
}
/// This thread is known as a loop.
inline bool isLoopThread() { return Hot.Shared && here().Slot; }

/// Around a call that may block, on any thread.
class BlockingCall {
public:
  BlockingCall(CallId Id, CallSite Site)
      : Noted(isLoopThread() && begin(Id, Site)) {}
  ~BlockingCall() {
    if (Noted)
      end();
  }

private:
  static bool begin(CallId Id, CallSite Site);
  static void end();
  bool Noted; ///< It is in a turn, and in no other call of the table.
};

/// Around a call that waits for events.
class EventWait {
public:
  enum State { Nothing, Blocking, Loop };
  EventWait(CallId Id, CallSite Site, LoopRank Rank)
      : Is(begin(Id, Site, Rank)) {}
  ~EventWait() { end(Is); }

  static State begin(CallId Id, CallSite Site, LoopRank Rank);
  static void end(State Is);

private:
  State Is;
};

/// Computing => \p To, where the launcher has asked the thread just now.
void leaveWhenSampled(recording::Thread &T, recording::Phase To);

/// Computing => \p To, once no signal is on its way: that would interrupt what
/// comes now.
inline void leaveComputing(recording::Thread &T, recording::Phase To) {
  recording::Phase Computing = recording::Phase::Computing;
  if (!T.Doing.compare_exchange_strong(Computing, To))
    leaveWhenSampled(T, To);
}

/// No tick is longer than a nanosecond: so many can't be longer than that.
inline bool isSurelyShorter(uint64_t Ticks, uint64_t Nanoseconds) {
  return Ticks < Nanoseconds;
}

/// The turn may have been long.
void noteTurn(recording::Thread &T, uint64_t EndTicks);

/// Ends the turn that has begun at \p Begin.
inline void endTurn(recording::Thread &T, uint64_t Begin) {
  leaveComputing(T, recording::Phase::Idle);
  if (uint64_t End = recording::ticks(Hot.EvenCounter);
      !isSurelyShorter(End - Begin, Hot.Threshold))
    noteTurn(T, End);
  T.TurnBegin.store(0, std::memory_order_relaxed);
  ++T.Turns;
  T.Waited = 0;
  T.PendingWaits = 0;
}

inline void beginTurn(recording::Thread &T, bool EvenCounter) {
  T.TurnBegin.store(recording::ticks(EvenCounter), std::memory_order_relaxed);
  T.Doing.store(recording::Phase::Computing, std::memory_order_release);
}

/// Ends the turn of this thread, if the wait that is called at \p Caller is its
/// loop's once more. The caller begins the next one, behind the wait. Null if
/// that is for EventWait to say.
inline recording::Thread *waitsAgain(uintptr_t Caller) {
  if (!Hot.Shared)
    return nullptr;
  Local &L = here();
  recording::Thread *T = L.Slot;
  if (!T || L.Loop.Address != Caller || L.InCall || L.Strange)
    return nullptr;
  uint64_t Begin = T->TurnBegin.load(std::memory_order_relaxed);
  if (!Begin)
    return nullptr;
  endTurn(*T, Begin);
  return T;
}

/// Of the process.
bool isMainThread();

/// If the environment asks for it.
void startRecording();
/// The process ends because it wants to.
void noteExit();

/// The stack of the caller, without the recorder's frames. Async-signal-safe.
void captureStack(recording::Stack &To);

/// Unblocks the signal that samples, and has it call captureStack(); does
/// nothing if there is none.
void listenForSamples();
/// Takes the signal, unless the program uses it.
void chooseSignal();

} // namespace corolint::recorder
