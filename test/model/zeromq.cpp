// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -DZMQ_BUILD_DRAFT_API
// absent: zmq_ppoll (ZeroMQ 4.3.5)
#include <zmq.h>
