// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of one name: each call means one of them.
#include "rt/tasks.hpp"
#include "util/hold.hpp"

namespace app {

task<void> hold_all(util::door &door) {
  util::hold(1); // warns: 'util::hold' blocks // chain: util::hold@util/hold.cpp:7
  util::hold("lunch");
  util::hold_exactly(1); // warns: 'util::hold_exactly' blocks // chain: util::hold_exactly@util/hold.cpp:9
  util::hold_exactly('l');
  door.close();
  door.close(1); // warns: 'util::door::close' blocks // chain: util::door::close@util/hold.cpp:11
  co_await rt::tick();
}

} // namespace app
