// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads from a socket, blocking or not as the socket is.
#pragma once

namespace net {

long receive(int socket, char *to);
long receive_record(int socket, char *to);

/// Zero when there is nothing yet.
long receive_if_any(int socket, char *to);

} // namespace net
