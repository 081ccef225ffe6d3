// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace flags {

void second();
void third();

} // namespace flags
