// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The heap of a process that fills more and more of it.
#pragma once

namespace corolint {

/// Has this process take the next half GiB of its memory from the system in
/// huge pages, and never give it back. To be called once in each process, a
/// forked one too, where there is only one thread.
///
/// Whoever parses, or reads summaries, writes to fresh memory most of the time,
/// and each page of 4 KiB costs a fault: on Linux up to a third of the
/// processor time. Where the system has no huge pages, or counts address space
/// as if it was used, or the C library isn't glibc, nothing changes.
/// Source: madvise(2), MADV_HUGEPAGE; mallopt(3).
void useHugePages();

} // namespace corolint
