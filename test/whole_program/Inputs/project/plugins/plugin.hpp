// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every plugin is a library of its own and defines these.
#pragma once

extern "C" {
int plugin_open(const char *path);
int plugin_close(int plugin);
}

int open_csv(const char *path);
int open_xml(const char *path);
