// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: waiting for what can't be awaited. The test asserts the
// message.

#include <corolint/sync_wait.hpp>

void wait_for_a_number() { corolint::sync_wait(1); }
