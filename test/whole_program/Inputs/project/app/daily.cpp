// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/reports.hpp"

namespace app {

task<long> daily(util::ring<int> &days) {
  days.push(1); // warns: 'util::ring::push' blocks
  // chain: util::ring::push@util/ring.cpp:7 > util::settle@util/io.cpp:14
  long all = days.top() + util::load_as<char>("day");
  all += util::load_as<int>("day"); // warns: 'util::load_as' blocks
  // chain: util::load_as@util/lines.hpp:12 > util::read_file@util/io.cpp:9
  all += co_await report(1);
  all += co_await report_as<int>();
  co_return all + co_await report_as<long>();
}

} // namespace app
