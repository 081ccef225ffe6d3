// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/reports.hpp"
#include "config/pauses.hpp"

namespace app {

task<long> weekly() {
  config::pause(); // warns: 'config::pause' blocks // chain: config::pause@config/pauses.hpp:15
  long all = co_await report(7);
  all += util::load_as<int>("week"); // warns: 'util::load_as' blocks
  // chain: util::load_as@util/lines.hpp:12 > util::read_file@util/io.cpp:9
  co_return all + co_await report_as<long>();
}

} // namespace app
