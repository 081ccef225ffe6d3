// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -I/usr/include/postgresql
// absent: PQsocketPoll (libpq 17)
// absent: PQclosePrepared (libpq 17)
// absent: PQclosePortal (libpq 17)
// absent: PQchangePassword (libpq 17)
// absent: PQcancelBlocking (libpq 17)
#include <libpq-fe.h>
