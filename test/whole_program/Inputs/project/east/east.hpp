// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace east {

void refresh_all();
void rinse_all();
void sweep_all();
void run_all();
void step_all();

} // namespace east
