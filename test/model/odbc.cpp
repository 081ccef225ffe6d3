// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
