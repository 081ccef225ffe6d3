// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
#include <liburing.h>

// absent: io_uring_submit_and_wait_min_timeout (liburing 2.8)
// absent: io_uring_submit_and_wait_reg (liburing 2.9)
// absent: io_uring_wait_cqes_min_timeout (liburing 2.8)
