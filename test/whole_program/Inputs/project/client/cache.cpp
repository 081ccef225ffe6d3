// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "client/cache.hpp"

void cache::refresh() {}
