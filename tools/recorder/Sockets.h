// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which descriptors are sockets that don't block. No call on one can wait, and
// an event loop makes two or three of them for each event: nothing is recorded
// of most, so that they cost little more than without us. Of each socket the
// first calls are recorded, and some now and then: a program is told which
// calls it has reached.
//
// Source: read(2), send(2), accept(2): EAGAIN.
#pragma once

#include "Hot.h"

namespace corolint::recorder {

/// What HotData::Sockets says of a descriptor if that isn't how many more calls
/// on it pass unseen. From 0 down to \c Unasked, how many were seen.
enum SocketState : int8_t { New = 0, Unasked = -3, Blocks = -128 };

/// So many calls pass unseen before four are seen again.
constexpr int8_t CallsUnseen = 124;

/// A call on \p File, now, surely doesn't wait, and isn't recorded.
inline bool passesUnseen(int File) {
  if (static_cast<unsigned>(File) >= KnownDescriptors)
    return false;
  std::atomic<int8_t> &State = Hot.Sockets[File];
  int8_t Known = State.load(std::memory_order_relaxed);
  if (Known <= 0)
    return false;
  State.store(Known - 1, std::memory_order_relaxed);
  return true;
}

/// A call on \p File, now, is seen; the fourth asks the kernel about it.
void noteSocketCall(int File);

} // namespace corolint::recorder
