// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "devices/devices.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"

namespace devices {

[[clang::annotate("corolint::nonblocking")]] int probe() {
  return util::read_file("device");
}

[[clang::annotate("corolint::blocking")]] int calibrate() { return 1; }

[[clang::annotate("corolint::allow_blocking")]] void shut_down() {
  util::settle(1);
}

[[clang::annotate("corolint::allow_blocking")]] task<void> drop() {
  util::settle(1);
  co_await rt::tick();
}

task<void> reset() {
  util::settle(1);
  co_await rt::tick();
}

} // namespace devices
