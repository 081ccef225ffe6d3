// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every call of the table reads, on one page. A kernel that keeps its page
// tables to itself leaves the processor without translations when a system call
// returns, and then each page that is touched costs a walk through the tables:
// in a virtual machine some dozens of nanoseconds, more than all the rest.
// recording::Thread is laid out for the same reason.
//
// Source: Linux, Documentation/arch/x86/pti.rst, "Overhead".
#pragma once

#include "Profile/Recording.h"
#include <cstddef>

namespace corolint::recorder {

/// What is exported, by its own name.
enum class ExportId : uint32_t {
#define CALL(Name) Name,
#define ALIAS(Name, Of) Name,
#include "Calls.def"
  close,
  dup2,
  dup3,
  ioctl,
  _exit
};
constexpr size_t Exports = static_cast<size_t>(ExportId::_exit) + 1;

/// Higher ones are taken for descriptors that may block.
constexpr unsigned KnownDescriptors = 65536;

struct alignas(4096) HotData {
  /// Null until it is made, and for good if it can't be.
  recording::Recording *Shared;
  /// Of a thread's Local to its thread pointer: the same for all threads. The
  /// linker's own copy is on another page.
  ptrdiff_t LocalOffset;
  uint64_t Threshold;    ///< Nanoseconds.
  uint64_t WaitToLookAt; ///< Nanoseconds: the shortest that may be kept.
  bool EvenCounter;      ///< recording::ticks() takes it.
  bool Wanted;           ///< Somebody wants to know; the above is set.
  void *RealFunctions[Exports];
  /// Sockets.h. Those of most programs lie on the page of the rest.
  std::atomic<int8_t> Sockets[KnownDescriptors];
};
static_assert(offsetof(HotData, Sockets[256]) <= 4096);
extern HotData Hot;

} // namespace corolint::recorder
