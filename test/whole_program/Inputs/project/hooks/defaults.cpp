// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hooks/hooks.hpp"
#include "rt/tasks.hpp"
#include <unistd.h>

namespace hooks {

[[gnu::weak]] void before() {}
[[gnu::weak]] void after() { sleep(1); }
[[gnu::weak]] void idle() { sleep(3); }

task<void> run_all() {
  before(); // warns: 'hooks::before' blocks // chain: hooks::before@hooks/overrides.cpp:7
  after();
  idle(); // warns: 'hooks::idle' blocks // chain: hooks::idle@hooks/defaults.cpp:10
  co_await rt::tick();
}

} // namespace hooks
