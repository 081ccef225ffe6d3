// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memory that is shared with the launcher: made when a process has its
// first event loop, so that all the others cost nothing.
#pragma once

#include "Hot.h"

namespace corolint::recorder {

/// What the environment asks for. False if it asks for nothing.
bool readSetting();

/// Makes the recording of this process, if there is none, and calls \p Prepare
/// before anybody uses it. False if there is none.
bool createStore(void (*Prepare)());

/// In a child, after a fork: the parent's isn't its own.
void dropStore();

/// Notes what is loaded now. Takes a lock of the dynamic linker: not for signal
/// handlers.
void noteModules();

/// A slot for this thread, or null if all are taken.
recording::Thread *claimThread(uint32_t Tid);

struct EntryData {
  recording::EntryKind Kind;
  uint32_t Call = 0;
  uint64_t Begin = 0, Duration = 0, Waited = 0;
  const recording::Stack *Where = nullptr;
};

/// Appends to the ring what \p T did. Async-signal-safe.
void append(const recording::Thread &T, const EntryData &Data);

/// This thread's name matches the pattern that the user gave, or there is none.
bool isWanted(const char *ThreadName);
/// There is such a pattern.
bool threadsAreNamed();

} // namespace corolint::recorder
