// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plugins/plugin.hpp"
#include "rt/tasks.hpp"

// It loads any of them: plugin_open() blocks in one, plugin_close() in both.
task<void> reload(const char *path) {
  int plugin = plugin_open(path);
  plugin_close(plugin); // warns: 'plugin_close' blocks // chain: plugin_close@plugins/csv.cpp:9
  open_csv(path); // warns: 'open_csv' blocks
  // chain: open_csv@plugins/csv.cpp:11 > plugin_open@plugins/csv.cpp:7 > util::read_file@util/io.cpp:9
  open_xml(path);
  co_await rt::tick();
}
