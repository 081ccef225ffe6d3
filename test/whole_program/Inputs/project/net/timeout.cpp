// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "net/client.hpp"
#include "util/io.hpp"

namespace net {

int configured_timeout() { return util::read_file("timeout"); }

} // namespace net
