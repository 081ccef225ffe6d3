// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: ares_queue_wait_empty (c-ares 1.27)
#include <ares.h>
