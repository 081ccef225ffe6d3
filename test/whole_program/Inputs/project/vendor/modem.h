/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A library in C. */
#ifndef VENDOR_MODEM_H
#define VENDOR_MODEM_H

#ifdef __cplusplus
extern "C" {
#endif

void modem_dial(void);
void modem_hang_up(void);

/* C++ has functions of these names in engine/engine.cpp. */
void halt(void);
void spin_up(void);

#ifdef __cplusplus
}
#endif

#endif
