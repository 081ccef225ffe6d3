// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace trace {

void loud();
void loud_job();
void quiet();
void quiet_job();

} // namespace trace
