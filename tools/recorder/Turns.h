// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// calls as they come => turns of the loop, and what took long in them.
//
// A turn is what a thread does between two waits of its event loop. A thread is
// known as a loop by its first such wait. All of this happens on the thread it
// is about; nothing is allocated.
#pragma once

#include "Hot.h"

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

/// What a thread knows of itself.
struct Local {
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
