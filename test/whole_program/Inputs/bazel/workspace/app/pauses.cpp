// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "pause.hpp"
#include "rt/tasks.hpp"

#if !defined(PAUSES) || defined(LOCAL)
#error not the definitions of a target that depends on the library
#endif

namespace app {

task<void> pauses() {
  generated::pause(); // warns: 'generated::pause' blocks // chain: any
  co_await rt::tick();
}

} // namespace app
