// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hooks/hooks.hpp"
#include "rt/tasks.hpp"

namespace app {

task<void> run_hooks() {
  hooks::before(); // warns: 'hooks::before' blocks // chain: hooks::before@hooks/overrides.cpp:7
  hooks::after();
  hooks::idle(); // warns: 'hooks::idle' blocks // chain: hooks::idle@hooks/defaults.cpp:10
  co_await rt::tick();
}

} // namespace app
