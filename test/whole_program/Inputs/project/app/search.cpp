// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recursion within a file and across files.
#include "rt/tasks.hpp"
#include "walk/walk.hpp"

namespace app {

task<int> search(int steps) {
  int found = walk::descend(steps); // warns: 'walk::descend' blocks
  // chain: walk::descend@walk/right.cpp:19 > util::read_file@util/io.cpp:9
  found += walk::left(steps); // warns: 'walk::left' blocks
  // chain: walk::left@walk/left.cpp:6 > walk::right@walk/right.cpp:11
  found += walk::right(steps); // warns: 'walk::right' blocks // chain: walk::right@walk/right.cpp:11
  found += walk::over(steps) + walk::under(steps);
  co_await rt::tick();
  co_return found;
}

} // namespace app
