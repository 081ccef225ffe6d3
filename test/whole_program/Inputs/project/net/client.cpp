// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "net/client.hpp"
#include "db/profile.hpp"

namespace net {

int port() { return 80; }

void refresh(int id) {
  if (id != port())
    db::load_profile(id);
}

int fetch(int id, int timeout) { return id + timeout; }

} // namespace net
