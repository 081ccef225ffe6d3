/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifdef __cplusplus
#error this is C
#endif

int flags_fourth(void) { return 4; }
