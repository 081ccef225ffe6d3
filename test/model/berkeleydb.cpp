// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: DbChannel::send_request (private destructor: no class can derive from it)
// absent: DbTxn::abort (private destructor: no class can derive from it)
// absent: DbTxn::commit (private destructor: no class can derive from it)
// absent: DbTxn::prepare (private destructor: no class can derive from it)
#include <db_cxx.h>
