// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: uv_os_get_passwd2 (libuv 1.45)
// absent: uv_os_get_group (libuv 1.45)
#include <uv.h>
