// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions of Calls.def, in front of the real ones. A wrapper has the type
// that the headers give the function, passes everything on, and tells
// Turns.h when the call begins and ends.
//
// The exported symbols are further names of the wrappers, which so can come
// from templates.
#define __NO_INLINE__ 1 // of stdio.h: we define what it would inline.
#include "Foreign.h"
#include "Real.h"
#include "Signals.h"
#include "Sockets.h"
#include "Store.h"
#include "Turns.h"
#include <cerrno>
#include <dlfcn.h>
#include <linux/futex.h>
#include <sys/syscall.h>

namespace corolint::recorder {

static const char *const ExportNames[] = {
#define CALL(Name) #Name,
#define ALIAS(Name, Of) #Name,
#include "Calls.def"
    "close", "dup2", "dup3", "ioctl", "_exit"};
static_assert(sizeof ExportNames / sizeof *ExportNames == Exports);

void *findReal(ExportId Id) {
  const char *Name = ExportNames[static_cast<uint32_t>(Id)];
  if (void *Found = dlsym(RTLD_NEXT, Name))
    return Found;
  // A library that a plugin brought with it.
  for (const char *Library : {"liburing.so.2", "liburing.so.1", "libaio.so.1"})
    if (void *Handle = dlopen(Library, RTLD_LAZY | RTLD_NOLOAD)) {
      void *Found = dlsym(Handle, Name);
      dlclose(Handle);
      if (Found)
        return Found;
    }
  return nullptr;
}

/// How sure a wait for these makes us that a loop waits: libraries wait for the
/// one descriptor that they talk to, on threads of all kinds.
static LoopRank rankOf(nfds_t Descriptors) {
  return Descriptors >= 2 || (Descriptors == 1 && isMainThread())
             ? LoopRank::Poll
             : LoopRank::None;
}
template <class... A> static LoopRank rankOf(pollfd *, nfds_t Count, A...) {
  return rankOf(Count);
}
template <class... A>
static LoopRank rankOf(int End, fd_set *Read, fd_set *Write, A...) {
  nfds_t Count = 0;
  for (int I = 0; I < End && I < FD_SETSIZE; ++I)
    Count += (Read && FD_ISSET(I, Read)) || (Write && FD_ISSET(I, Write));
  return rankOf(Count);
}

template <class... A> static int descriptorOf(int File, A...) { return File; }

template <class F> struct Function;
template <class R, class... A> struct Function<R(A...)> {
  using Type = R(A...);

  template <ExportId Export, CallId Id> static R call(A... Args) {
    Type *Real = real<Type>(Export);
    if (__builtin_expect(!Real, 0)) {
      errno = ENOSYS;
      return (R)-1;
    }
    BlockingCall Call(Id, CALL_SITE);
    return Real(Args...);
  }

  /// A lock that is free is taken without looking at the time.
  template <ExportId Export, CallId Id, auto Try> static R lock(A... Args) {
    Type *Real = real<Type>(Export);
    if (isLoopThread())
      if (int Result = Try(Args...); Result != EBUSY)
        return Result;
    BlockingCall Call(Id, CALL_SITE);
    return Real(Args...);
  }

  /// Most calls on a socket that doesn't block pass unseen, at the least cost:
  /// the others have their frame where this would have it, by tail calls.
  template <ExportId Export, CallId Id>
  [[gnu::aligned(64)]] static R socket(A... Args) {
    if (passesUnseen(descriptorOf(Args...)))
      return known<Type>(Export)(Args...);
    return seen<Export, Id>(Args...);
  }
  template <ExportId Export, CallId Id>
  [[gnu::noinline]] static R seen(A... Args) {
    noteSocketCall(descriptorOf(Args...));
    BlockingCall Call(Id, CALL_SITE);
    return real<Type>(Export)(Args...);
  }

  template <ExportId Export, CallId Id> static R poll(A... Args) {
    EventWait Wait(Id, CALL_SITE, rankOf(Args...));
    return real<Type>(Export)(Args...);
  }

  /// What a loop does in each turn, as straight as it can be.
  template <ExportId Export, CallId Id>
  [[gnu::aligned(64)]] static R queue(A... Args) {
    Type *Real = known<Type>(Export);
    recording::Thread *T = Real ? waitsAgain(CALL_SITE.Address) : nullptr;
    if (!T)
      return waits<Export, Id>(Args...);
    bool EvenCounter = Hot.EvenCounter;
    R Result = Real(Args...);
    beginTurn(*T, EvenCounter);
    return Result;
  }
  template <ExportId Export, CallId Id>
  [[gnu::noinline]] static R waits(A... Args) {
    Type *Real = real<Type>(Export);
    if (__builtin_expect(!Real, 0)) {
      errno = ENOSYS;
      return (R)-1;
    }
    EventWait Wait(Id, CALL_SITE, LoopRank::Queue);
    return Real(Args...);
  }
};
template <class R, class... A>
struct Function<R(A...) noexcept> : Function<R(A...)> {};

/// One that takes another argument or not, as open() does: it stands where it
/// would stand without the "...", and is passed on as it is.
template <class R, class... A> struct Function<R(A..., ...)> {
  template <ExportId Export, CallId Id> static R call(A... Args, long More) {
    BlockingCall Call(Id, CALL_SITE);
    return real<R(A..., ...)>(Export)(Args..., More);
  }
};
template <class R, class... A>
struct Function<R(A..., ...) noexcept> : Function<R(A..., ...)> {};

/// Before main, and before most of what other libraries do then.
__attribute__((constructor)) static void begin() {
  for (size_t I = 0; I < Exports; ++I)
    Hot.RealFunctions[I] = dlsym(RTLD_NEXT, ExportNames[I]);
  findSignalFunctions();
  startRecording();
}

} // namespace corolint::recorder

using namespace corolint::recorder;

// Names an operand's function as it is, without the decorations of an operand.
#if defined(__x86_64__)
#define FUNCTION_OPERAND "%P0"
#define FUNCTION_CONSTRAINT "i"
#elif defined(__aarch64__)
#define FUNCTION_OPERAND "%0"
#define FUNCTION_CONSTRAINT "S"
#else
#error "how functions are operands isn't known for this processor"
#endif
#define WRAPPER(Name, How, ...)                                                \
  asm(".globl " #Name "\n.type " #Name ", %%function\n.set " #Name             \
      ", " FUNCTION_OPERAND ::FUNCTION_CONSTRAINT(                             \
          &Function<decltype(::Name)>::How<ExportId::Name, __VA_ARGS__>));

/// Never called: where names can be given to functions of templates.
__attribute__((used)) static void exportNames(){
#define CALL(Name) WRAPPER(Name, call, CallId::Name)
#define LOCK(Name, Try) WRAPPER(Name, lock, CallId::Name, ::Try)
#define QUEUE(Name) WRAPPER(Name, queue, CallId::Name)
#define POLL(Name) WRAPPER(Name, poll, CallId::Name)
#define SOCKET(Name) WRAPPER(Name, socket, CallId::Name)
#define NAMED(Name)
#define ALIAS(Name, Of) WRAPPER(Name, call, CallId::Of)
#define QUEUE_ALIAS(Name, Of) WRAPPER(Name, queue, CallId::Of)
#define POLL_ALIAS(Name, Of) WRAPPER(Name, poll, CallId::Of)
#define SOCKET_ALIAS(Name, Of) WRAPPER(Name, socket, CallId::Of)
#include "Calls.def"
}

EXPORTED int fprintf(FILE *Stream, const char *Format, ...) {
  BlockingCall Call(CallId::fprintf, CALL_SITE);
  va_list Arguments;
  va_start(Arguments, Format);
  int Result =
      real<decltype(::vfprintf)>(ExportId::vfprintf)(Stream, Format, Arguments);
  va_end(Arguments);
  return Result;
}

EXPORTED int dprintf(int File, const char *Format, ...) {
  BlockingCall Call(CallId::dprintf, CALL_SITE);
  va_list Arguments;
  va_start(Arguments, Format);
  int Result =
      real<decltype(::vdprintf)>(ExportId::vdprintf)(File, Format, Arguments);
  va_end(Arguments);
  return Result;
}

EXPORTED int __fprintf_chk(FILE *Stream, int Flag, const char *Format, ...) {
  BlockingCall Call(CallId::fprintf, CALL_SITE);
  va_list Arguments;
  va_start(Arguments, Format);
  int Result = real<decltype(::__vfprintf_chk)>(ExportId::__vfprintf_chk)(
      Stream, Flag, Format, Arguments);
  va_end(Arguments);
  return Result;
}

EXPORTED int __dprintf_chk(int File, int Flag, const char *Format, ...) {
  BlockingCall Call(CallId::dprintf, CALL_SITE);
  va_list Arguments;
  va_start(Arguments, Format);
  int Result = real<decltype(::__vdprintf_chk)>(ExportId::__vdprintf_chk)(
      File, Flag, Format, Arguments);
  va_end(Arguments);
  return Result;
}

/// What waits on a futex: std::future, std::atomic and std::latch, too.
static bool waitsOnFutex(long Operation) {
  switch (Operation & FUTEX_CMD_MASK) {
  case FUTEX_WAIT:
  case FUTEX_WAIT_BITSET:
  case FUTEX_LOCK_PI:
  case FUTEX_LOCK_PI2:
  case FUTEX_WAIT_REQUEUE_PI:
    return true;
  }
  return false;
}

EXPORTED long syscall(long Number, ...) noexcept {
  va_list Arguments;
  va_start(Arguments, Number);
  long A[6];
  for (long &Argument : A)
    Argument = va_arg(Arguments, long);
  va_end(Arguments);
  auto Real = [&] {
    return real<long(long, ...)>(ExportId::syscall)(Number, A[0], A[1], A[2],
                                                    A[3], A[4], A[5]);
  };
  if (Number == SYS_io_uring_enter && (A[3] & 1 /*IORING_ENTER_GETEVENTS*/)) {
    EventWait Wait(CallId::io_uring_enter, CALL_SITE, LoopRank::Queue);
    return Real();
  }
  if (Number == SYS_futex && !waitsOnFutex(A[1]))
    return Real();
  BlockingCall Call(Number == SYS_futex ? CallId::futex : CallId::syscall,
                    CALL_SITE);
  return Real();
}

/// What include/corolint/profile.hpp says of the program.
EXPORTED int corolint_profile_hook(int Event, const void *Frame) noexcept {
  enum { Nothing, LoopThread, WaitBegins, WaitEnds };
  int Ended = Event - WaitEnds;
  if (Event == LoopThread)
    Here.Marked = true;
  else if (Event == WaitBegins)
    return int(WaitEnds) + EventWait::begin(CallId::loop_wait,
                                            {reinterpret_cast<uintptr_t>(Frame),
                                             reinterpret_cast<uintptr_t>(
                                                 __builtin_return_address(0))},
                                            LoopRank::Said);
  else if (Ended >= 0 && Ended <= EventWait::Loop)
    EventWait::end(static_cast<EventWait::State>(Ended));
  return Nothing;
}

// A process that ends this way runs no destructors of ours.
template <ExportId Id> [[noreturn]] static void endProcess(int Status) {
  noteExit();
  real<void(int)>(Id)(Status);
  __builtin_unreachable();
}
EXPORTED void _exit(int Status) { endProcess<ExportId::_exit>(Status); }
EXPORTED void _Exit(int Status) noexcept {
  endProcess<ExportId::_exit>(Status);
}
