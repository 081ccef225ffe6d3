// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: redisConnectWithOptions (hiredis 1.0)
#include <hiredis/hiredis.h>

// hiredis 1.0 has it.
#ifndef REDIS_OPT_NONBLOCK
#define REDIS_OPT_NONBLOCK 0x01
#endif
