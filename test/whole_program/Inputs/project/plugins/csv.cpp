// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plugins/plugin.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"
#include <unistd.h>

int plugin_open(const char *path) { return util::read_file(path); }

int plugin_close(int plugin) { return fsync(plugin); }

int open_csv(const char *path) { return plugin_open(path); }

task<void> reopen_csv(const char *path) {
  plugin_open(path); // warns: 'plugin_open' blocks
  // chain: plugin_open@plugins/csv.cpp:7 > util::read_file@util/io.cpp:9
  co_await rt::tick();
}
