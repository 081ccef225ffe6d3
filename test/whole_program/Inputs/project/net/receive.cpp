// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "net/receive.hpp"
#include <sys/socket.h>

namespace net {

long receive(int socket, char *to) { return recv(socket, to, 1, 0); }

} // namespace net
