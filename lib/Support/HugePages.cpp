// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Support/HugePages.h"
#include <cstdlib>
#ifdef __GLIBC__
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace corolint {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
/// The system counts address space as if it was used: proc_sys_vm(5),
/// overcommit_memory.
static bool countsAddressSpace() {
  auto Setting =
      llvm::MemoryBuffer::getFileAsStream("/proc/sys/vm/overcommit_memory");
  return Setting && (*Setting)->getBuffer().starts_with("2");
}
#endif

void useHugePages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  if (countsAddressSpace())
    return;
  // Address space, not memory: few files take more, and what is beyond it comes
  // in common pages.
  constexpr int HeapSize = 512 << 20;
  constexpr uintptr_t HugePage = 2 << 20;
  mallopt(M_MMAP_MAX, 0); // One heap, also for what is large.
  mallopt(M_TRIM_THRESHOLD, 2 * HeapSize);
  // Volatile, or the compiler sees that nobody needs it.
  void *volatile Heap = std::malloc(HeapSize);
  if (!Heap)
    return;
  auto Begin = llvm::alignTo(reinterpret_cast<uintptr_t>(Heap), HugePage);
  ::madvise(reinterpret_cast<void *>(Begin), HeapSize - HugePage,
            MADV_HUGEPAGE);
  std::free(Heap);
#endif
}

} // namespace corolint
