// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/engine.hpp"
#include "util/io.hpp"

void halt() {}

void spin_up() { util::settle(1); }
