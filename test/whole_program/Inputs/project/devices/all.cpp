// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "devices/devices.hpp"

namespace devices {

int probe_all() { return probe() + probe(); }

int calibrate_all() { return calibrate(); }

void shut_down_all() { shut_down(); }

} // namespace devices
