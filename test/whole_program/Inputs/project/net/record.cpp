// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "net/receive.hpp"
#include <cerrno>

namespace net {

long receive_record(int socket, char *to) {
  long size = receive(socket, to);
  return size < 0 ? 0 : size;
}

long receive_if_any(int socket, char *to) {
  long size = receive(socket, to);
  return size < 0 && errno == EAGAIN ? 0 : size;
}

} // namespace net
