// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plugins/plugin.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"

int plugin_open(const char *path) { return path != nullptr; }

int plugin_close(int plugin) {
  util::settle(plugin);
  return 0;
}

int open_xml(const char *path) { return plugin_open(path); }

task<void> reopen_xml(const char *path) {
  plugin_open(path);
  co_await rt::tick();
}
