// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: absl::Mutex::lock (Abseil 20250814)
// absent: absl::Mutex::lock_shared (Abseil 20250814)
#include <absl/algorithm/container.h>
#include <absl/base/call_once.h>
#include <absl/synchronization/barrier.h>
#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <absl/types/variant.h>
#include <absl/utility/utility.h>
