// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stacks, by the unwinder that is linked in: with what glibc has for it, it
// neither locks nor allocates, so that it works in a signal handler. The signal
// comes from the launcher, while a turn that is over the threshold computes.
#include "Signals.h"
#include "Store.h"
#include "Turns.h"
#include <cerrno>
#include <csignal>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>

// Of the linker: where this library begins and ends.
extern "C" {
extern const char __ehdr_start __attribute__((visibility("hidden")));
extern const char _end __attribute__((visibility("hidden")));
}

namespace corolint::recorder {

using namespace recording;

namespace {
struct Walk {
  Stack &To;
  bool FromSignal;
  bool Started = false;
};
} // namespace

static bool isOurs(uintptr_t Address) {
  return Address >= reinterpret_cast<uintptr_t>(&__ehdr_start) &&
         Address < reinterpret_cast<uintptr_t>(&_end);
}

static _Unwind_Reason_Code visit(_Unwind_Context *Context, void *Data) {
  Walk &W = *static_cast<Walk *>(Data);
  int Interrupted = 0;
  uintptr_t Address = _Unwind_GetIPInfo(Context, &Interrupted);
  if (!Address)
    return _URC_END_OF_STACK;
  if (!W.Started)
    W.Started = W.FromSignal ? Interrupted : !isOurs(Address);
  if (!W.Started)
    return _URC_NO_REASON;
  if (W.To.Depth == MaxFrames) {
    W.To.Truncated = 1;
    return _URC_END_OF_STACK;
  }
  W.To.Frames[W.To.Depth++] = Interrupted ? Address : Address - 1;
  return _URC_NO_REASON;
}

static void capture(Stack &To, bool FromSignal) {
  To.Depth = 0;
  To.Truncated = 0;
  Walk W{To, FromSignal};
  _Unwind_Backtrace(visit, &W);
}

void captureStack(Stack &To) { capture(To, /*FromSignal=*/false); }

static void sample(int, siginfo_t *, void *) {
  recording::Thread *T = Here.Slot;
  if (!T || T->Doing.load() != Phase::Asked)
    return;
  int Error = errno;
  Stack Where;
  capture(Where, /*FromSignal=*/true);
  append(*T, {EntryKind::Sample, 0, now(), 0, 0, &Where});
  T->Doing.store(Phase::Computing);
  errno = Error;
}

void chooseSignal() {
  Stack First; // What the unwinder prepares once, it does here.
  captureStack(First);
  // Not a real-time signal: a process that calls exec just then would end by
  // it. A process that doesn't handle SIGURG ignores it.
  struct sigaction Current;
  if (programAction(SIGURG, nullptr, &Current) != 0 ||
      Current.sa_handler != SIG_DFL)
    return;
  struct sigaction Ours{};
  Ours.sa_sigaction = sample;
  Ours.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
  sigfillset(&Ours.sa_mask);
  if (programAction(SIGURG, &Ours, nullptr) == 0)
    Hot.Shared->Signal = SIGURG;
}

void listenForSamples() {
  if (uint32_t Signal = Hot.Shared->Signal) {
    uint64_t Set = uint64_t(1) << (Signal - 1);
    syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, &Set, nullptr, sizeof Set);
  }
}

} // namespace corolint::recorder
