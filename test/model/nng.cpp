// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: nng_ctx_sendmsg (NNG 1.6)
// absent: nng_ctx_recvmsg (NNG 1.6)
#include <nng/nng.h>
#include <nng/supplemental/util/platform.h>
