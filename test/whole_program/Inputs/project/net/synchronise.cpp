// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "net/client.hpp"
#include "util/io.hpp"

namespace net {

void synchronise(int id) {
  refresh(id);
  util::settle(1);
}

} // namespace net
