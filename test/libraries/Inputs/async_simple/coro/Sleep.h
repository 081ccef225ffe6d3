// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a fix includes it from.
#include "../../async_simple.hpp"
