// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK
// absent: sqlite3_rekey (SQLCipher)
// absent: sqlite3_rekey_v2 (SQLCipher)
#include <sqlite3.h>
