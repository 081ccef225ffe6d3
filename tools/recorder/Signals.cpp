// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that blocks all signals doesn't mean ours, and one that wants ours
// for itself gets it.
#include "Signals.h"
#include "Real.h"
#include "Store.h"
#include <dlfcn.h>

namespace corolint::recorder {

static decltype(&::sigaction) RealAction;
static decltype(&::sigprocmask) RealProcessMask;
static decltype(&::pthread_sigmask) RealThreadMask;
static sighandler_t (*RealSignal)(int, sighandler_t);

template <class F> static F find(F &Real, const char *Name) {
  if (!Real)
    Real = reinterpret_cast<F>(dlsym(RTLD_NEXT, Name));
  return Real;
}

void findSignalFunctions() {
  find(RealAction, "sigaction");
  find(RealProcessMask, "sigprocmask");
  find(RealThreadMask, "pthread_sigmask");
  find(RealSignal, "signal");
}

int programAction(int Signal, const struct sigaction *To,
                  struct sigaction *Old) {
  return find(RealAction, "sigaction")(Signal, To, Old);
}

static void giveWay(int Signal) {
  if (Hot.Shared && Hot.Shared->Signal.load() == static_cast<uint32_t>(Signal))
    Hot.Shared->Signal = 0;
}

/// \p Set, or a copy without our signal in \p Copy.
static const sigset_t *withoutOurs(int How, const sigset_t *Set,
                                   sigset_t &Copy) {
  int Ours = Hot.Shared ? static_cast<int>(Hot.Shared->Signal.load()) : 0;
  if (!Ours || !Set || How == SIG_UNBLOCK || sigismember(Set, Ours) != 1)
    return Set;
  Copy = *Set;
  sigdelset(&Copy, Ours);
  return &Copy;
}

} // namespace corolint::recorder

using namespace corolint::recorder;

EXPORTED int sigaction(int Signal, const struct sigaction *To,
                       struct sigaction *Old) noexcept {
  if (To)
    giveWay(Signal);
  return programAction(Signal, To, Old);
}

EXPORTED sighandler_t signal(int Signal, sighandler_t Handler) noexcept {
  giveWay(Signal);
  return find(RealSignal, "signal")(Signal, Handler);
}

EXPORTED int sigprocmask(int How, const sigset_t *Set, sigset_t *Old) noexcept {
  sigset_t Copy;
  return find(RealProcessMask, "sigprocmask")(How, withoutOurs(How, Set, Copy),
                                              Old);
}

EXPORTED int pthread_sigmask(int How, const sigset_t *Set,
                             sigset_t *Old) noexcept {
  sigset_t Copy;
  return find(RealThreadMask,
              "pthread_sigmask")(How, withoutOurs(How, Set, Copy), Old);
}
