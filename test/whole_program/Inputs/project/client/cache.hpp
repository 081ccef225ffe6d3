// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In the server `cache` is a namespace.
#pragma once

struct cache {
  static void refresh();
};
