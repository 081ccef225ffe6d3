// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "server/cache.hpp"
#include "util/io.hpp"

namespace cache {

void refresh() { util::settle(1); }

} // namespace cache
