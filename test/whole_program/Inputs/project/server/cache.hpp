// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In the client `cache` is a class.
#pragma once

namespace cache {

void refresh();

} // namespace cache
