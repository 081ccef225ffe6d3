// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Turns.h"
#include "Store.h"
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace corolint::recorder {

using namespace recording;

/// What only happens now and then, apart from what every call runs through.
#define RARE [[gnu::cold, gnu::noinline]]

thread_local Local Here;
static pthread_key_t ThreadEnd;

/// The thread is in a call already. One whose frame is gone was left by a jump
/// or an exception.
static bool isNested(Local &L, CallSite Site) {
  return L.InCall && Site.Frame < L.InCall;
}

RARE void leaveWhenSampled(recording::Thread &T, Phase To) {
  constexpr uint64_t Patience = 50'000'000;
  uint64_t Begin = now();
  while (T.Doing.load() == Phase::Asked)
    if (now() - Begin > Patience) {
      T.Deaf = 1;
      break;
    } else {
      sched_yield();
    }
  T.Doing.store(To);
}

static void flushPending(recording::Thread &T) {
  for (uint32_t I = 0; I < T.PendingWaits; ++I) {
    const PendingWait &P = T.Pending[I];
    append(T, {EntryKind::Wait, P.Call, P.Begin, P.Duration, 0, &P.Where});
  }
  T.PendingWaits = 0;
}

RARE static void noteWait(recording::Thread &T, uint64_t EndTicks) {
  KeepErrno Keep;
  uint64_t End = now();
  uint64_t Begin = Hot.Shared->Scale.time(T.CallBegin, EndTicks, End);
  uint64_t Duration = End - Begin;
  if (Duration < Hot.WaitToLookAt)
    return;
  noteModules();
  bool IsLong =
      End - Hot.Shared->Scale.time(T.TurnBegin, EndTicks, End) >= Hot.Threshold;
  if (IsLong)
    flushPending(T);
  if (!IsLong && T.PendingWaits == WaitsPerThreshold)
    return;
  PendingWait Own;
  PendingWait &P = IsLong ? Own : T.Pending[T.PendingWaits];
  P.Call = T.Call;
  P.Begin = Begin;
  P.Duration = Duration;
  captureStack(P.Where);
  if (IsLong)
    append(T, {EntryKind::Wait, P.Call, P.Begin, Duration, 0, &P.Where});
  else
    ++T.PendingWaits;
}

RARE static void noteStack(recording::Thread &T) {
  KeepErrno Keep;
  noteModules();
  Stack Where;
  captureStack(Where);
  append(T, {EntryKind::Call, T.Call, now(), 0, 0, &Where});
}

/// That there is such a call; the stack says where only now and then, as it
/// costs more than the call may.
static void noteCall(recording::Thread &T, uintptr_t Frame) {
  uint64_t Place =
      (T.Caller ^ (uint64_t(Frame) << 20) ^ T.Call) * 0x9e3779b97f4a7c15;
  Place |= 1;
  constexpr unsigned Probes = 8;
  for (unsigned I = 0; I < Probes; ++I) {
    KnownCall &Known = T.Calls[((Place >> 32) + I) % MaxKnownCalls];
    if (!Known.Place)
      Known.Place = Place;
    if (Known.Place != Place)
      continue;
    uint64_t Count = ++Known.Count;
    if ((Count & (Count - 1)) == 0)
      noteStack(T);
    return;
  }
  Hot.Shared->CallsLeftOut.store(1, std::memory_order_relaxed);
}

static void beginCall(Local &L, CallId Id, CallSite Site) {
  recording::Thread &T = *L.Slot;
  L.InCall = Site.Frame;
  T.Call = static_cast<uint32_t>(Id);
  T.Caller = Site.Address - 1;
  T.CallBegin = ticks(Hot.EvenCounter);
  leaveComputing(T, Phase::Waiting);
}

static void endCall(Local &L) {
  recording::Thread &T = *L.Slot;
  uint64_t End = ticks(Hot.EvenCounter), Duration = End - T.CallBegin;
  T.Waited += Duration;
  noteCall(T, L.InCall);
  if (!isSurelyShorter(Duration, Hot.WaitToLookAt))
    noteWait(T, End);
  L.InCall = 0;
  T.Doing.store(Phase::Computing, std::memory_order_release);
}

bool BlockingCall::begin(CallId Id, CallSite Site) {
  Local &L = here();
  if (isNested(L, Site) || !L.Slot->TurnBegin.load(std::memory_order_relaxed))
    return false;
  beginCall(L, Id, Site);
  return true;
}

void BlockingCall::end() {
  // A thread's end may have come in between.
  if (isLoopThread())
    endCall(here());
}

RARE void noteTurn(recording::Thread &T, uint64_t EndTicks) {
  KeepErrno Keep;
  uint64_t End = now();
  uint64_t Begin = Hot.Shared->Scale.time(T.TurnBegin, EndTicks, End);
  if (End - Begin < Hot.Threshold)
    return;
  uint64_t Waited =
      End - Hot.Shared->Scale.time(EndTicks - T.Waited, EndTicks, End);
  noteModules();
  flushPending(T);
  Stack Where;
  captureStack(Where);
  append(T, {EntryKind::Turn, 0, Begin, End - Begin, Waited, &Where});
}

static void prepare() {
  chooseSignal();
  noteModules();
}

RARE static bool becomeLoop(Local &L) {
  KeepErrno Keep;
  char Name[16] = {};
  prctl(PR_GET_NAME, Name);
  if (!isWanted(Name) || !createStore(prepare))
    return false;
  uint32_t Tid = static_cast<uint32_t>(syscall(SYS_gettid));
  L.Slot = claimThread(Tid);
  if (!L.Slot)
    return false;
  for (unsigned I = 0; I < sizeof Name; ++I)
    L.Slot->Name[I] = Name[I];
  for (KnownCall &Known : L.Slot->Calls)
    Known = {};
  pthread_setspecific(ThreadEnd, L.Slot);
  listenForSamples();
  return true;
}

/// The loop's wait is here from now on.
RARE static void moveLoop(Local &L, CallId Id, CallSite Site, LoopRank Rank) {
  KeepErrno Keep;
  L.Loop = Site;
  L.Rank = Rank;
  L.Strange = 0;
  noteModules();
  Stack Where;
  captureStack(Where);
  append(*L.Slot,
         {EntryKind::Loop, static_cast<uint32_t>(Id), now(), 0, 0, &Where});
}

/// The wait at \p Site is the loop's, not one that a handler of the loop makes:
/// it is where the loop waited before, or further out, or more like a loop. A
/// loop may begin after a library has waited for something further out, so
/// waiting at another place again and again is a loop too.
static bool isLoop(Local &L, CallId Id, CallSite Site, LoopRank Rank) {
  constexpr uint32_t Often = 16;
  if (Site.Address == L.Loop.Address) {
    L.Strange = 0;
    return true;
  }
  bool Outer = Rank == L.Rank && Site.Frame >= L.Loop.Frame;
  if (Rank < L.Rank || (Rank == L.Rank && !Outer && ++L.Strange < Often))
    return false;
  moveLoop(L, Id, Site, Rank);
  return true;
}

EventWait::State EventWait::begin(CallId Id, CallSite Site, LoopRank Rank) {
  if (!Hot.Wanted)
    return Nothing;
  Local &L = here();
  if (isNested(L, Site))
    return Nothing;
  State Is = Nothing;
  // On a thread that the user or the program has named every wait counts.
  if (Rank == LoopRank::None && (threadsAreNamed() || L.Marked))
    Rank = LoopRank::Poll;
  if (!L.Slot) {
    if (Rank != LoopRank::None && becomeLoop(L)) {
      moveLoop(L, Id, Site, Rank);
      Is = Loop;
    }
  } else if (Rank != LoopRank::None && isLoop(L, Id, Site, Rank)) {
    Is = Loop;
    if (uint64_t Begin = L.Slot->TurnBegin.load(std::memory_order_relaxed))
      endTurn(*L.Slot, Begin);
  } else if (L.Slot->TurnBegin) {
    Is = Blocking;
    beginCall(L, Id, Site);
  }
  if (Is == Loop)
    L.InCall = Site.Frame;
  return Is;
}

void EventWait::end(State Is) {
  if (Is == Nothing || !isLoopThread())
    return;
  Local &L = here();
  if (Is == Blocking) {
    endCall(L);
    return;
  }
  L.InCall = 0;
  beginTurn(*L.Slot, Hot.EvenCounter);
}

bool isMainThread() {
  Local &L = Here;
  if (!L.MainThread)
    L.MainThread = syscall(SYS_gettid) == getpid() ? 1 : -1;
  return L.MainThread == 1;
}

/// At the thread's end, or when it is no loop any longer.
static void releaseThread(void *) {
  Local &L = Here;
  if (!L.Slot)
    return;
  recording::Thread &T = *L.Slot;
  // A turn that a thread ends in is none: there is no wait that ends it.
  if (T.TurnBegin)
    leaveComputing(T, Phase::Idle);
  append(T, {EntryKind::Thread, 0, now(), 0, 0, nullptr});
  T.TurnBegin = 0;
  T.Turns = 0;
  T.Waited = 0;
  T.PendingWaits = 0;
  T.Deaf = 0;
  T.Doing = Phase::Idle;
  L = {};
  T.Tid.store(0, std::memory_order_release);
}

static void inChild() {
  bool Marked = Here.Marked;
  Here = {};
  Here.Marked = Marked;
  dropStore();
}

void startRecording() {
  if (!readSetting())
    return;
  pthread_key_create(&ThreadEnd, releaseThread);
  pthread_atfork(nullptr, nullptr, inChild);
  Hot.LocalOffset = reinterpret_cast<char *>(&Here) -
                    static_cast<char *>(__builtin_thread_pointer());
  Hot.Wanted = true;
}

void noteExit() {
  // After a vfork, the memory is the parent's.
  if (Hot.Shared && Hot.Shared->Pid == static_cast<uint32_t>(getpid()))
    Hot.Shared->Ended = Ending::Exit;
}

__attribute__((destructor)) static void atExit() { noteExit(); }

} // namespace corolint::recorder
