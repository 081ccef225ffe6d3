// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernel is asked, and what makes of a descriptor another one, or another
// kind, is seen here.
#include "Sockets.h"
#include "Foreign.h"
#include "Real.h"
#include "Turns.h"
#include <cerrno>
#include <sys/ioctl.h>

namespace corolint::recorder {

static bool isSocketThatDoesntBlock(int File) {
  int Type;
  socklen_t Size = sizeof Type;
  if (getsockopt(File, SOL_SOCKET, SO_TYPE, &Type, &Size) != 0)
    return false;
  int Flags = real<decltype(::fcntl)>(ExportId::fcntl)(File, F_GETFL);
  return Flags >= 0 && (Flags & O_NONBLOCK);
}

void noteSocketCall(int File) {
  if (static_cast<unsigned>(File) >= KnownDescriptors || !isLoopThread())
    return;
  std::atomic<int8_t> &State = Hot.Sockets[File];
  int8_t Known = State.load(std::memory_order_relaxed);
  if (Known == Blocks)
    return;
  if (Known > Unasked) {
    State.store(Known - 1, std::memory_order_relaxed);
    return;
  }
  KeepErrno Keep;
  State.store(isSocketThatDoesntBlock(File) ? CallsUnseen : Blocks,
              std::memory_order_relaxed);
}

/// What is known of \p File may be over.
static void forget(int File) {
  if (static_cast<unsigned>(File) < KnownDescriptors)
    Hot.Sockets[File].store(New, std::memory_order_relaxed);
}

template <ExportId Export, CallId Id>
static int controlFile(CallSite Site, int File, int Command, long Argument) {
  BlockingCall Call(Id, Site);
  int Result = real<int(int, int, ...)>(Export)(File, Command, Argument);
  if (Command == F_SETFL)
    forget(File);
  return Result;
}

} // namespace corolint::recorder

using namespace corolint::recorder;

// Another thread may have the number as soon as it is free.
EXPORTED int close(int File) {
  forget(File);
  return real<decltype(::close)>(ExportId::close)(File);
}

EXPORTED int dup2(int From, int To) noexcept {
  int Result = real<decltype(::dup2)>(ExportId::dup2)(From, To);
  forget(To);
  return Result;
}

EXPORTED int dup3(int From, int To, int Flags) noexcept {
  int Result = real<decltype(::dup3)>(ExportId::dup3)(From, To, Flags);
  forget(To);
  return Result;
}

EXPORTED int ioctl(int File, unsigned long Request, ...) noexcept {
  va_list Arguments;
  va_start(Arguments, Request);
  void *Argument = va_arg(Arguments, void *);
  va_end(Arguments);
  int Result =
      real<decltype(::ioctl)>(ExportId::ioctl)(File, Request, Argument);
  if (Request == FIONBIO)
    forget(File);
  return Result;
}

#define CONTROL_FILE(Name)                                                     \
  EXPORTED int Name(int File, int Command, ...) {                              \
    va_list Arguments;                                                         \
    va_start(Arguments, Command);                                              \
    long Argument = va_arg(Arguments, long);                                   \
    va_end(Arguments);                                                         \
    return controlFile<ExportId::Name, CallId::Name>(CALL_SITE, File, Command, \
                                                     Argument);                \
  }
CONTROL_FILE(fcntl)
CONTROL_FILE(fcntl64)
