// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
namespace app {
void helper();
}
