// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C has functions of these names in vendor/modem.c.
#pragma once

void halt();
void spin_up();
