// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a socket blocks is known to the one who tests for EAGAIN.
#include "net/receive.hpp"
#include "rt/tasks.hpp"
#include <cerrno>

namespace app {

task<long> read_blocking(int socket, char *to) {
  long size = net::receive(socket, to); // warns: it reaches 'recv' (network) // chain: net::receive@net/receive.cpp:7
  size += net::receive_record(socket, to); // warns: it reaches 'recv' (network)
  // chain: net::receive_record@net/record.cpp:8 > net::receive@net/receive.cpp:7
  co_await rt::tick();
  co_return size;
}

task<long> read_if_any(int socket, char *to) {
  long size = net::receive_if_any(socket, to);
  co_await rt::tick();
  co_return size;
}

task<long> read_patiently(int socket, char *to) {
  while (true) {
    long size = net::receive(socket, to);
    if (size >= 0 || errno != EAGAIN)
      co_return size;
    co_await rt::tick();
  }
}

task<long> read_record_patiently(int socket, char *to) {
  while (true) {
    long size = net::receive_record(socket, to);
    if (size >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
      co_return size;
    co_await rt::tick();
  }
}

} // namespace app
