// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
#include <leveldb/c.h>
#include <leveldb/db.h>
#include <leveldb/env.h>
