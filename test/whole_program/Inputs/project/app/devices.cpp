// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What marks in other files and the project's model say.
#include "devices/devices.hpp"
#include "rt/tasks.hpp"
#include "sensors/sensors.hpp"

namespace app {

task<int> marks() {
  int sum = devices::probe() + devices::probe_all();
  sum += devices::calibrate(); // warns: 'devices::calibrate' blocks
  sum += devices::calibrate_all(); // warns: it reaches 'devices::calibrate' (marked as blocking)
  // chain: devices::calibrate_all@devices/all.cpp:8
  devices::shut_down();
  devices::shut_down_all();
  co_await devices::drop();
  co_await devices::reset();
  co_return sum;
}

task<int> model() {
  int sum = sensors::temperature();
  sum += sensors::read_channel(1); // warns: 'sensors::read_channel' blocks the thread that runs coroutine 'app::model' (ipc)
  sum += sensors::average(); // warns: it reaches 'sensors::read_channel' (ipc)
  // chain: sensors::average@sensors/sensors.cpp:9
  sensors::warm_up();
  sensors::prepare();
  co_await rt::tick();
  co_return sum;
}

} // namespace app
